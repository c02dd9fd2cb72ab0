from __future__ import annotations

from langganan.words import Voice

USUAL = "".join(f"A{n},25/12/2025,x,T,Teh,1,85000\n" for n in range(5))


def test_prices_far_from_the_usual_are_doubted_once(taken):
    reading = taken(USUAL + "B1,25/12/2025,x,T,Teh,1,85\nB2,25/12/2025,x,T,Teh,1,8500000\n")
    (doubt,) = reading.doubts
    assert doubt.say(Voice("en", "IDR")) == (
        "2 prices are more than 20 times above or below what their products usually cost, such as row 7: "
        "Teh at Rp 85; usually Rp 85,000."
    )


def test_twenty_times_is_not_yet_far(taken):
    reading = taken(USUAL + "B1,25/12/2025,x,T,Teh,1,4250\nB2,25/12/2025,x,T,Teh,1,1700000\n")
    assert reading.doubts == []


def test_few_lines_free_ones_and_postage_say_nothing(taken):
    few = "B1,25/12/2025,x,U,Kopi,1,85\n" + "".join(f"C{n}x,25/12/2025,x,U,Kopi,1,85000\n" for n in range(3))
    free = "D1,25/12/2025,x,T,Teh,1,0\n"
    post = "".join(f"E{n},25/12/2025,x,POST,Postage,1,{10**n}\n" for n in range(7))
    assert taken(USUAL + few + free + post).doubts == []


def test_each_product_has_its_own_median(taken):
    cheap = "".join(f"F{n},25/12/2025,x,P,Permen,1,100\n" for n in range(6))
    assert taken(cheap + USUAL).doubts == []
    assert "row 13: Permen at" in str(taken(cheap + USUAL + "G1,25/12/2025,x,P,Permen,1,2001\n").doubts[0])
