"""Forms of photographing cards, and of reviewing them."""

from afterhello.captures.forms.joining import NOBODY, Question
from afterhello.captures.forms.review import ReviewForm
from afterhello.captures.forms.stack import MorePhotosForm, StackForm

__all__ = ["NOBODY", "MorePhotosForm", "Question", "ReviewForm", "StackForm"]
