"""Re-creates src/DatasetKit/Tokenization/Tiktoken/normalization.bin: what the four Unicode normalization forms need.

    python3 build/pack-normalization.py src/DatasetKit/Tokenization/Tiktoken

The facts are those of Python's unicodedata, for the code points that Unicode 9 had, as Perl knows: the library whose normalization counts, huggingface/tokenizers, stands on
unicode-normalization-alignments 0.1.12, which is Unicode 9, and no later version changes what an older one had. In the file, every number a varint (seven bits a byte, low first), each list with its length before it:
    combining classes      step from the code point before, class
    canonical forms (NFD)  step from the code point before, how many code points, each of them
    other forms (NFKD)     the same, where they differ from the canonical ones
    pairs that compose     first, second, what they become
Korean syllables are not in it; they are computed. The frame is that of pack-tokenizers.mjs; Node.js packs, since Python has no Brotli of its own.
"""
import struct, subprocess, sys, unicodedata

def varint(number):
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(out) + bytes([number])

perl = "print chr($_) =~ /\\p{Present_In: 9.0}/ ? 1 : 0 for 0 .. 0x10FFFF"
old = subprocess.run(["perl", "-e", perl], capture_output=True, check=True, text=True).stdout
points = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and not 0xAC00 <= c < 0xD7A4 and old[c] == "1"]

def by_point(entries):
    out, last = varint(len(entries)), 0
    for point, numbers in entries:
        out += varint(point - last) + b"".join(map(varint, numbers))
        last = point
    return out

def form(name, other=None):
    entries = []
    for c in points:
        text = unicodedata.normalize(name, chr(c))
        if text != chr(c) and (other is None or text != unicodedata.normalize(other, chr(c))):
            entries.append((c, [len(text), *map(ord, text)]))
    return by_point(entries)

pairs = []
for c in points:
    parts = unicodedata.decomposition(chr(c)).split()
    if len(parts) == 2 and not parts[0].startswith("<"):
        first, second = (int(part, 16) for part in parts)
        if unicodedata.normalize("NFC", chr(first) + chr(second)) == chr(c):
            pairs.append((first, second, c))

plain = by_point([(c, [unicodedata.combining(chr(c))]) for c in points if unicodedata.combining(chr(c))])
plain += form("NFD") + form("NFKD", "NFD")
plain += varint(len(pairs)) + b"".join(varint(number) for pair in pairs for number in pair)
brotli = "process.stdout.write(require('zlib').brotliCompressSync(require('fs').readFileSync(0)))"
packed = struct.pack("<i", len(plain)) + subprocess.run(["node", "-e", brotli], input=plain, capture_output=True, check=True).stdout
with open(f"{sys.argv[1]}/normalization.bin", "wb") as file:
    file.write(packed)
print({"unicode": unicodedata.unidata_version, "pairs": len(pairs), "plain": len(plain), "bytes": len(packed)})
