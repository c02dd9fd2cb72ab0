"""Who may log in."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from langganan.errors import ArgumentError
from langganan.web.actions.audit import leave
from langganan.web.models import User
from langganan.words import LANGUAGES, mark


@transaction.atomic
def create_owner(username: str, password: str) -> User:
    """Make the shop's first log-in."""
    owner = User.objects.create_user(username=username, password=password)
    leave("user.create", by=None, subject="user", subject_id=owner.pk)
    return owner


@transaction.atomic
def set_language(user: User, language: str) -> None:
    """Speak this language to this user from now on; empty: the shop's."""
    if language and language not in LANGUAGES:
        raise ArgumentError(mark("{given} is not one of {allowed}."), given=language, allowed=", ".join(LANGUAGES))
    user.language = language
    user.save(update_fields=["language"])
    leave("user.language", by=user, subject="user", subject_id=user.pk, language=language)


@transaction.atomic
def change_password(user: User, old: str, new: str) -> None:
    """Change one's own password; the present one must be known."""
    if not user.check_password(old):
        raise ArgumentError(mark("The current password is not right. Nothing was changed."))
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise ArgumentError(
            mark("The new password will not do: {problem}"), problem=" ".join(error.messages)
        ) from error
    user.set_password(new)
    user.save(update_fields=["password"])
    leave("user.password", by=user, subject="user", subject_id=user.pk)


@transaction.atomic
def reset_password(user: User, new: str) -> None:
    """Give somebody a new password from the command line, where whoever runs it owns the data folder."""
    user.set_password(new)
    user.save(update_fields=["password"])
    leave("user.reset_password", by=None, subject="user", subject_id=user.pk)
