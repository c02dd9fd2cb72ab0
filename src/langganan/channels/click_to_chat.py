"""WhatsApp by hand: an address that opens a chat with ready words; the person sends it, or not."""

from __future__ import annotations

from urllib.parse import quote


def chat_address(phone: str, text: str) -> str:
    """The wa.me address for a phone in E.164 form: digits only, the words percent-encoded."""
    return f"https://wa.me/{phone.lstrip('+')}?text={quote(text, safe='')}"


def share_address(text: str) -> str:
    """The wa.me address that lets the person choose whom to send these words to."""
    return f"https://wa.me/?text={quote(text, safe='')}"
