"""Which lines of a bill are not goods: postage, fees, discounts, samples, corrections."""

from __future__ import annotations

import re

_CODES = re.compile(r"post|postage|carriage|shipping|freight|ongkir|ongkos|kirim|amazonfee|fees?|biaya|ppn|pajak")
_BARE_CODES = re.compile(
    rf"{_CODES.pattern}|dot|m|manual|d|disc|discount|diskon|s|samples|c2|c3|b|bank|cruk|admin|tax|tip|adjust"
)
_ALWAYS = re.compile(
    r"\b(?:(?<!gratis )(?<!free )(?<!bebas )(?:ongkir|ongkos kirim)|ongkos pengiriman|"
    r"biaya (?:kirim|pengiriman|admin|administrasi|layanan|pengemasan|transfer)|"
    r"postage(?! stamps?)|(?:shipping|delivery|handling|service|admin|transaction|payment|amazon|packing) fees?|"
    r"(?:shipping|delivery|freight) (?:costs?|charges?)|bank charges?|bad debt|asuransi pengiriman|shipping insurance|"
    r"potongan (?:harga|ongkir)|subsidi ongkir)\b"
)
_ONLY = re.compile(
    r"carriage|post|shipping|delivery|freight|discount|diskon|potongan|voucher|manual|samples?|fees?|biaya|charges?|"
    r"commission|komisi|surcharge|rounding|pembulatan|adjust|adjustment|penyesuaian|tax|ppn|pajak|vat|tips?|donation|"
    r"donasi|pengiriman|ongkir"
)
_BESIDE = re.compile(
    r"next|day|same|express|regular|reguler|standard|dotcom|amazon|cruk|bank|shop|toko|order|pesanan|show|extra|free|"
    r"gratis|admin|jne|jnt|sicepat|anteraja|gosend|grab|tokopedia|shopee|promo|member|ongkos|kirim|packing|"
    r"pengemasan|handling|service|layanan|international|domestic|uk|id|eu|instant|hemat|kargo|cargo|and|dan|of|the|"
    r"for|untuk|stock|stok|\d+"
)
_CODE_OF_GOODS = re.compile(r"\d{5}[A-Z]{0,4}")
_STOCK_SKU = re.compile(r"\b(?:adjust\w*|penyesuaian|opname)\b|^stock$|^stok$")
_WORD = re.compile(r"[a-zà-ÿ0-9]+")


def not_goods(sku: str, name: str | None) -> bool:
    """This function will tell whether a product is postage, a fee, a discount or such, and not goods.

    Whole words decide, in English and Indonesian, so that COFFEE is no FEE: a phrase that never names goods
    ("ongkos kirim"), or a name made only of such words and their usual company ("Next Day Carriage", but not
    "BLACK BAROQUE CARRIAGE CLOCK"), or a code known for it (POST). A five-digit code is a product's own, so
    there only the phrases decide; without a name a few short codes (D, M) count too.
    """
    text = " ".join(_WORD.findall((name or "").lower()))
    if _ALWAYS.search(text):
        return True
    if _CODE_OF_GOODS.fullmatch(sku):
        return False
    words = text.split()
    if any(map(_ONLY.fullmatch, words)) and all(_ONLY.fullmatch(word) or _BESIDE.fullmatch(word) for word in words):
        return True
    code = " ".join(_WORD.findall(sku.lower()))
    return bool((_CODES if text else _BARE_CODES).fullmatch(code) or _ALWAYS.search(code))


def is_stock_correction(sku: str) -> bool:
    """This function will tell whether a product code stands for a correction of the stock."""
    return _STOCK_SKU.search(sku.lower()) is not None
