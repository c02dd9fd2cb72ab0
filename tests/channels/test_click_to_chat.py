from __future__ import annotations

from langganan.channels.click_to_chat import chat_address, share_address


def test_an_address_has_digits_only_and_encoded_words() -> None:
    assert (
        chat_address("+6281234567890", "Halo Bu, apa kabar?")
        == "https://wa.me/6281234567890?text=Halo%20Bu%2C%20apa%20kabar%3F"
    )


def test_words_cannot_add_parameters() -> None:
    assert share_address("a&b=c#d") == "https://wa.me/?text=a%26b%3Dc%23d"
