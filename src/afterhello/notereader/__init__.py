"""What a line about somebody says, and the quick note that may be drafted from it.

    draft("looks for cold storage near Leeds", greeting="Priya", met_on=…, today=…, place_or_event=None)

Only sure rules turn a part of the line into a sentence to the person; all else
stands beside the draft, never inside it. Rules, word lists and sentences are
TOML in `languages/`, one pair of files a language.
"""

from afterhello.notereader.drafting import Draft, Question, draft, subject
from afterhello.notereader.spans import Span

__all__ = ["Draft", "Question", "Span", "draft", "subject"]
