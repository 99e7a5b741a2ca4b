"""Makes the small SentencePiece models of tests/DatasetKit.Tests/Tokenization/Fixtures with Debian's python3-sentencepiece (0.1.97), and asks it for the ids of some hard texts.

    python3 tests/make-sentencepiece-fixtures.py tests/DatasetKit.Tests/Tokenization/Fixtures

Writes charmap.txt into the working folder too: a compiled table of characters in base64, which make-tokenizer-fixtures.mjs puts into a tokenizer.json.
A second argument names a JSON Lines file of {"s": text}: its texts are asked too, and then the folder is no fixture to commit.
"""
import base64, io, json, os, sys
import sentencepiece

target = sys.argv[1]
corpus = """The quick brown fox jumps over the lazy dog. She said: "Don't you think it's 12,345.67 times better?"
They've been there; we'll see! Der Fuchs springt über den Zaun, größer als je zuvor.
Être ou ne pas être, voilà la question. ¿Cómo estás? 你好,世界!今天天气很好。 私は東京に住んでいます。
Привет, мир! Как дела? def add(a, b): return a + b if (x == 1) { y = "2"; } // a comment user@example.com http:\x2f\x2fa.b/c?d=e&f=1
the fox the dog the question there they then them""".split("\n")
texts = ["", " ", "  ", "Hello world", " the  quick   brown fox ", "Don't we'll THEY'VE", "a\nb\tc", "12,345.67", "naïve café", "nai\u0308ve cafe\u0301", "ﬁne ① ｈｅｌｌｏ ＡＢＣ", "你好,世界!",
         "私は東京に住んでいます。", "한국어", "Привет", "👩‍👩‍👧 🇩🇪", "𝐈𠀀", "a\u00a0b\u3000c\u200bd", "x ▁y ▁▁z", "<s>hi</s> <mask> there", "<tag>the<tag> <tag>", "the<sep>fox", "<0x0A>", "zzzzzzzzzz", "\u0000\u0001x", "qqq☃♥", "ends ", "thethethe foxfox"]
if len(sys.argv) > 2:
    texts += [json.loads(line)["s"] for line in open(sys.argv[2])]

with open("rules.tsv", "w") as rules:
    # Characters of the source, a tab, those of the target, in hexadecimal: full width to plain, ligatures, odd spaces, and one text of two.
    for code in range(0xFF21, 0xFF5B):
        rules.write(f"{code:X}\t{code - 0xFEE0:X}\n")
    for source, result in [("A0", "20"), ("3000", "20"), ("9", "20"), ("A", "20"), ("200B", ""), ("FB01", "66 69"), ("2460", "31"), ("65 301", "E9"), ("69 308", "EF"), ("D A", "20")]:
        rules.write(f"{source}\t{result}\n")

common = dict(character_coverage=1.0, hard_vocab_limit=False, minloglevel=2)
models = {
    "spm-unigram": dict(model_type="unigram", vocab_size=180, normalization_rule_tsv="rules.tsv", user_defined_symbols=["<tag>", "fox"], control_symbols=["<mask>"]),
    "spm-unigram-bytes": dict(model_type="unigram", vocab_size=420, byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False),
    "spm-bpe": dict(model_type="bpe", vocab_size=260, normalization_rule_tsv="rules.tsv"),
    "spm-bpe-bytes": dict(model_type="bpe", vocab_size=480, byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False, add_dummy_prefix=True),
    "spm-bpe-defined": dict(model_type="bpe", vocab_size=260, normalization_rule_name="identity", user_defined_symbols=["<tag>", "<sep>", "the"], treat_whitespace_as_suffix=True),
    "spm-word": dict(model_type="word", vocab_size=70, normalization_rule_tsv="rules.tsv", user_defined_symbols=["<tag>"], control_symbols=["<mask>"]),
    "spm-char": dict(model_type="char", vocab_size=110, normalization_rule_tsv="rules.tsv", user_defined_symbols=["<tag>", "fox"]),
    "spm-char-bytes": dict(model_type="char", vocab_size=330, byte_fallback=True, normalization_rule_name="identity", remove_extra_whitespaces=False, add_dummy_prefix=False),
}
for name, options in models.items():
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(sentence_iterator=iter(corpus), model_writer=model, **common, **options)
    folder = os.path.join(target, name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "tokenizer.model"), "wb") as file:
        file.write(model.getvalue())
    processor = sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())
    with open(os.path.join(folder, "cases.jsonl"), "w") as file:
        for text in texts:
            file.write(json.dumps({"text": text, "ids": processor.encode(text)}, ensure_ascii=False) + "\n")
    print(name, processor.get_piece_size())

# The table is a field of bytes in the message normalizer_spec (field 3), there field 2.
def fields(message):
    at = 0
    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
    while at < len(message):
        key = varint()
        size = varint() if key & 7 in (0, 2) else 4 if key & 7 == 5 else 8
        if key & 7 != 0:
            yield key >> 3, message[at:at + size]
            at += size

with open(os.path.join(target, "spm-unigram", "tokenizer.model"), "rb") as file:
    normalizer = next(value for number, value in fields(file.read()) if number == 3)
with open("charmap.txt", "wb") as file:
    file.write(base64.b64encode(next(value for number, value in fields(normalizer) if number == 2)))
