"""A quick note: drafted from what may be said, changed, sent once or handed over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from afterhello.accounts.models import User
from afterhello.background.work import work_off
from afterhello.encounters.models import Encounter, Note
from afterhello.errors import RuleBroken
from afterhello.followups.models import QuickNote
from afterhello.people.models import Person
from afterhello.post.models import MailAccount, Message
from post.office import Office

As = Callable[[User], Client]
pytestmark = pytest.mark.usefixtures("thursday")


@pytest.fixture
def note(grace: Person, met: Encounter) -> QuickNote:
    """The note to Grace that Ada is about to write."""
    met.write("looks for cold storage near Leeds, sings in a choir of welders", sayable=True)
    met.write("is about to leave her job", sayable=False)
    return QuickNote.objects.begin(grace)


def test_the_draft_speaks_of_what_they_said(note: QuickNote) -> None:
    assert note.words.startswith("Hello Grace,")
    assert "cold storage near Leeds" in note.words
    assert note.words.endswith("Ada Lovell")


def test_what_is_for_the_owner_alone_never_enters_it(note: QuickNote, client_of: As) -> None:
    page = client_of(note.owner).get(note.get_absolute_url()).content.decode()

    assert "leave her job" not in note.words + note.proposed_subject
    assert "leave her job" not in page


def test_a_line_added_later_is_in_the_draft(note: QuickNote) -> None:
    assert note.encounter
    note.encounter.write("I promised Tom's number", sayable=True)

    assert "Tom's number" in QuickNote.objects.get(pk=note.pk).words


def test_where_nothing_was_noted_there_is_a_question(grace: Person, met: Encounter, client_of: As) -> None:
    note = QuickNote.objects.begin(grace)

    page = client_of(note.owner).get(note.get_absolute_url()).content.decode()

    assert note.words == ""
    assert "What did Grace tell you? One line is enough." in page


def test_a_line_about_somebody_written_down_by_hand_is_in_the_note_begun_before(
    grace: Person, client_of: As
) -> None:
    client, begin = client_of(grace.owner), f"/people/{grace.pk}/quick-notes"
    client.post(begin)
    client.post(f"/people/{grace.pk}/notes", {"text": "loves climbing", "may_be_said": "on"})

    page = client.post(begin, follow=True).content.decode()

    assert "loves climbing" in page
    assert "Hello Grace" in page


def test_where_only_private_things_were_noted_the_note_is_kind_and_says_none(
    grace: Person, met: Encounter
) -> None:
    met.write("a new job that nobody knows of", sayable=False)

    words = QuickNote.objects.begin(grace).words

    assert words.startswith("Hello Grace,")
    assert "job" not in words


def test_there_is_one_open_note_a_person(note: QuickNote, grace: Person) -> None:
    assert QuickNote.objects.begin(grace) == note


def test_two_tabs_that_begin_at_once_begin_one_note(grace: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Encounter.objects.of(grace.owner)

    def with_people(people: object) -> object:
        monkeypatch.undo()
        QuickNote.objects.begin(grace)  # the other tab, while this one looks up where they met
        return asked

    monkeypatch.setattr(type(asked), "with_people", lambda _all, people: with_people(people))

    assert QuickNote.objects.begin(grace) == QuickNote.objects.get()


def test_a_person_with_many_letters_asks_no_more_than_one_with_one(
    grace: Person, met: Encounter, account: MailAccount, client_of: As
) -> None:
    client = client_of(grace.owner)

    def asked() -> int:
        letter = QuickNote.objects.begin(grace)
        letter.keep("Hello", "Words of my own.")
        letter.send("grace@example.org")
        with CaptureQueriesContext(connection) as queries:
            client.get(grace.get_absolute_url())
        return len(queries)

    assert asked() == asked() == asked()


def test_words_of_the_owners_own_stay(note: QuickNote, client_of: As) -> None:
    client = client_of(note.owner)

    client.post(
        note.get_absolute_url(), {"to": "", "subject": "Radios", "body": "Hello Grace,\r\nand how is it?"}
    )

    kept = QuickNote.objects.get(pk=note.pk)
    assert (kept.proposed_subject, kept.words) == ("Radios", "Hello Grace,\nand how is it?")


def sent(note: QuickNote, **more: str) -> dict[str, str]:
    return {"to": "grace@example.org", "subject": note.proposed_subject, "body": note.words, **more}


def test_a_note_arrives_once_as_it_was_read(
    note: QuickNote, account: MailAccount, office: Office, client_of: As
) -> None:
    client = client_of(note.owner)
    words = note.words

    response = client.post(f"{note.get_absolute_url()}/dispatch", sent(note))
    work_off()

    (letter,) = office.letters()
    assert response["Location"] == note.person.get_absolute_url()
    assert letter["To"] == "grace@example.org"
    assert letter["From"] == "Ada Lovell <ada@example.org>"
    body = letter.get_content()
    assert " ".join(body.split()) == " ".join(words.split())
    page = client.get(note.person.get_absolute_url()).content.decode()
    assert "Sent" in page
    assert "cold storage" in page


def test_pressing_twice_sends_once(
    note: QuickNote, account: MailAccount, office: Office, client_of: As
) -> None:
    client, given = client_of(note.owner), sent(note)

    client.post(f"{note.get_absolute_url()}/dispatch", given)
    again = client.post(f"{note.get_absolute_url()}/dispatch", given)
    work_off()

    assert again.status_code == 422
    assert len(office.letters()) == 1


def test_of_two_tabs_only_one_sends(note: QuickNote, account: MailAccount) -> None:
    stale = QuickNote.objects.get(pk=note.pk)
    note.send("grace@example.org")

    with pytest.raises(RuleBroken, match="not sent twice"):
        stale.send("grace@example.org")
    assert Message.objects.count() == 1


def test_without_an_account_the_words_are_kept(note: QuickNote, client_of: As) -> None:
    response = client_of(note.owner).post(f"{note.get_absolute_url()}/dispatch", sent(note, body="Mine."))

    assert response.status_code == 422
    assert "set one up" in response.content.decode()
    assert QuickNote.objects.get(pk=note.pk).words == "Mine."


def test_without_an_address_one_is_asked_for(note: QuickNote, account: MailAccount, client_of: As) -> None:
    response = client_of(note.owner).post(f"{note.get_absolute_url()}/dispatch", sent(note, to=""))

    assert response.status_code == 422
    assert "No address is known yet" in response.content.decode()
    assert not Message.objects.exists()


def test_a_waiting_note_is_stopped_and_written_on(
    note: QuickNote, account: MailAccount, office: Office, client_of: As
) -> None:
    client = client_of(note.owner)
    client.post(f"{note.get_absolute_url()}/dispatch", sent(note))

    client.post(f"{note.get_absolute_url()}/withdrawal")
    work_off()

    assert office.letters() == []
    stopped = QuickNote.objects.get(pk=note.pk)
    assert stopped.is_open
    assert "cold storage" in stopped.words


def test_a_letter_that_was_stopped_leaves_nothing_behind(note: QuickNote, account: MailAccount) -> None:
    note.send("grace@example.org")

    note.take_back()

    assert not Message.objects.exists()


def test_stopping_a_letter_takes_no_words_of_another_note(
    note: QuickNote, account: MailAccount, client_of: As
) -> None:
    client = client_of(note.owner)
    client.post(f"{note.get_absolute_url()}/dispatch", sent(note))
    another = QuickNote.objects.begin(note.person)
    another.keep("And also", "A thought of my own.")

    client.post(f"{note.get_absolute_url()}/withdrawal")

    assert QuickNote.objects.get(pk=another.pk).words == "A thought of my own."
    assert "Stopped" in client.get(note.person.get_absolute_url()).content.decode()


def test_of_two_tabs_one_sends_and_the_other_hands_nothing_over(
    note: QuickNote, account: MailAccount
) -> None:
    stale = QuickNote.objects.get(pk=note.pk)
    note.send("grace@example.org")

    stale.hand_over()

    assert stale.handed_over_at is None
    assert stale.message == note.message


def test_words_beside_a_wrong_address_are_not_lost(note: QuickNote, client_of: As) -> None:
    wrong = sent(note, to="her sister", body="By telephone, then.")

    response = client_of(note.owner).post(f"{note.get_absolute_url()}/handover", wrong)

    assert response.status_code == 422
    assert "By telephone, then." in response.content.decode()
    assert QuickNote.objects.get(pk=note.pk).is_open


def test_a_note_sent_another_way_is_remembered(note: QuickNote, client_of: As) -> None:
    client = client_of(note.owner)

    client.post(f"{note.get_absolute_url()}/handover", sent(note, body="By telephone, then."))

    page = client.get(note.person.get_absolute_url()).content.decode()
    assert "By telephone, then." in page
    assert "You sent it your own way" in page
    assert not Message.objects.exists()


def test_the_link_to_a_mail_program_carries_the_words(note: QuickNote, client_of: As) -> None:
    page = client_of(note.owner).get(note.get_absolute_url()).content.decode()

    assert 'href="mailto:grace%40example.org?subject=' in page
    assert "Hello%20Grace" in page


def test_erasing_somebody_stops_their_note(note: QuickNote, account: MailAccount, office: Office) -> None:
    note.send("grace@example.org")

    note.person.erase()
    work_off()

    assert office.letters() == []
    assert not QuickNote.objects.exists()
    assert not Message.objects.exists()


def test_removing_somebody_stops_their_letter_and_keeps_the_words(
    note: QuickNote, account: MailAccount, office: Office
) -> None:
    note.keep("Radios", "Words of my own.")
    note.send("grace@example.org")

    note.person.remove()
    work_off()

    assert office.letters() == []
    assert not Message.objects.exists()
    stopped = QuickNote.objects.get()
    assert stopped.is_open
    assert (stopped.proposed_subject, stopped.words) == ("Radios", "Words of my own.")


def test_removing_somebody_leaves_a_letter_that_has_arrived(
    note: QuickNote, account: MailAccount, office: Office
) -> None:
    note.send("grace@example.org")
    work_off()

    note.person.remove()

    assert len(office.letters()) == 1
    assert QuickNote.objects.get().message == Message.objects.get()


def test_a_letter_that_begins_to_leave_at_that_moment_keeps_nobody_from_being_removed(
    note: QuickNote, account: MailAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = note.send("grace@example.org")
    withdraw = Message.withdraw

    def too_late(message: Message) -> None:
        now = timezone.now()  # a worker claims it, between the look and the decision
        Message.objects.update(sending_since=now, leased_until=now + timedelta(minutes=5), attempt=1)
        withdraw(message)

    monkeypatch.setattr(Message, "withdraw", too_late)
    note.person.remove()

    assert QuickNote.objects.get().message == letter
    assert not Person.objects.of(note.owner).exists()


def test_to_somebody_removed_nothing_is_sent(note: QuickNote, account: MailAccount) -> None:
    Person.objects.get().remove()  # in another tab

    with pytest.raises(RuleBroken, match=r"You removed Grace Hollis\. Your words are kept"):
        note.send("grace@example.org")

    assert not Message.objects.exists()
    assert QuickNote.objects.get().is_open


def test_notes_worth_writing_stand_on_the_landing_page(note: QuickNote, client_of: As) -> None:
    client = client_of(note.owner)

    assert "Notes to write" in client.get("/").content.decode()
    client.post(f"{note.get_absolute_url()}/handover", sent(note))
    assert "Notes to write" not in client.get("/").content.decode()


def test_a_strangers_line_makes_no_note_worth_writing(note: QuickNote, mallory: User, client_of: As) -> None:
    before = QuickNote.objects.of(note.owner).worth_writing().exists()
    Note.objects.update(owner=mallory)

    assert before
    assert not QuickNote.objects.of(note.owner).worth_writing().exists()


def test_a_stranger_finds_no_note(note: QuickNote, mallory: User, client_of: As) -> None:
    stranger, address = client_of(mallory), note.get_absolute_url()

    assert stranger.get(address).status_code == 404
    assert stranger.post(f"/people/{note.person_id}/quick-notes").status_code == 404
    for ending in ("", "/dispatch", "/withdrawal", "/handover"):
        assert stranger.post(f"{address}{ending}", sent(note)).status_code == 404
    assert QuickNote.objects.get(pk=note.pk).is_open
    assert "Grace" not in stranger.get("/").content.decode()


def test_adding_a_line_keeps_the_words_written_so_far(note: QuickNote, client_of: As) -> None:
    mine = sent(note, body="Half a sentence", then="line")

    response = client_of(note.owner).post(note.get_absolute_url(), mine)

    assert response["Location"] == f"/people/{note.person_id}/notes"
    assert QuickNote.objects.get(pk=note.pk).words == "Half a sentence"


def test_the_first_button_of_the_page_keeps_so_that_enter_never_sends(
    note: QuickNote, account: MailAccount, client_of: As
) -> None:
    page = client_of(note.owner).get(note.get_absolute_url()).content.decode()

    form = page[page.index('id="note-form"') :]
    assert "formaction" not in form[: form.index("</button>")]
