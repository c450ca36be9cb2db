import numpy as np

from filrouge.build.copies import copy_groups

RNG = np.random.default_rng(0)
WORDS = [f"{a}{b}" for a in "bcdfglmnprst" for b in ("ara", "olen", "ivi", "utor", "essa", "an")]


def text(n=120, seed=None):
    rng = np.random.default_rng(seed) if seed is not None else RNG
    return " ".join(rng.choice(WORDS, n))


def groups(texts):
    _, same = np.unique(texts, return_inverse=True)
    return copy_groups(texts, same).tolist()


def test_near_copies_share_a_number_and_others_do_not():
    original = text()
    words = original.split()
    cut = " ".join(words[:110])
    changed = " ".join(["Update:", *words[:60], "NOT", *words[60:]])
    reworded = " ".join(w if i % 3 else "other" for i, w in enumerate(words))
    assert groups([original, text(), cut, changed, original, reworded]) == [0, 1, 0, 0, 0, 2]


def test_numbers_follow_the_first_document_of_each_group():
    a, b, c = text(), text(), text()
    assert groups([a, b, c, a + " end", b + " end"]) == [0, 1, 2, 0, 1]


def test_a_short_text_inside_a_long_one_is_no_copy():
    long = text(300)
    assert groups([long, " ".join(long.split()[:60])]) == [0, 1]


def test_short_texts_are_copies_only_where_they_are_the_very_same():
    assert groups(["The gas is dear.", "The gas is dear!", "The gas is dear."]) == [0, 1, 0]


def test_scripts_without_spaces_are_compared_too():
    chinese = "海峡的渔民反对新的渔业禁令因为他们失去了收入政府说这是为了保护鲱鱼的产卵区" * 2
    assert groups([chinese, chinese + "完", "天然气价格在冬天再次上涨许多家庭无法支付取暖费工厂也停工了" * 3]) == [
        0,
        0,
        1,
    ]


def test_every_text_is_told_of():
    told = []
    copy_groups(["a b c", "a b c", "d"], np.array([0, 0, 1]), told.append)
    assert sum(told) == 3


def test_the_same_texts_in_another_order_make_the_same_groups():
    originals = [text(seed=i) for i in range(30)]
    texts = [t for t in originals for t in (t, t + " tail of its own here")]
    order = np.random.default_rng(2).permutation(len(texts))
    first, second = np.array(groups(texts)), np.array(groups([texts[i] for i in order]))
    assert (first == np.repeat(np.arange(30), 2)).all()
    pairs = second[np.argsort(order)]
    assert (pairs[::2] == pairs[1::2]).all()
