"""Image files as editors send them, and as nobody should: made here, byte by byte or by ImageMagick."""
import base64
import struct
import subprocess
import zlib

WIDTH, HEIGHT = 800, 400  # two halves, left and right


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(depth, kind, left, right, size=(WIDTH, HEIGHT), extra=b""):
    """`left`, `right`: the bytes of one pixel (of eight, where a pixel has one bit)."""
    width, height = size
    step = 8 if depth == 1 else 1
    row = b"\0" + left * (width // 2 // step) + right * (width // 2 // step)
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", zlib.compress(row * height, 9))
            + chunk(b"IEND", b""))


def profile_that_swaps_red_and_green():
    """An ICC profile, version 2, of RGB whose red is sRGB's green and the other way round (D50)."""
    def xyz(x, y, z):
        return b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(value * 65536) for value in (x, y, z)))
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256)) + b"\0\0"
    text = b"swapped\0"
    tags = [(b"desc", b"desc\0\0\0\0" + struct.pack(">I", len(text)) + text + bytes(78)),
            (b"cprt", b"text\0\0\0\0" + text), (b"wtpt", xyz(0.9642, 1, 0.8249)),
            (b"rXYZ", xyz(0.3851, 0.7169, 0.0971)), (b"gXYZ", xyz(0.4361, 0.2225, 0.0139)),
            (b"bXYZ", xyz(0.1431, 0.0606, 0.7141)), (b"rTRC", curve), (b"gTRC", curve), (b"bTRC", curve)]
    table, body, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, data in tags:
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s", 0, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ") + bytes(12) + b"acsp"
    head += bytes(28) + struct.pack(">iii", 63190, 65536, 54061)
    head += bytes(128 - len(head))
    whole = head + struct.pack(">I", len(tags)) + table + body
    return struct.pack(">I", len(whole)) + whole[4:]


def with_jpeg_profile(data, profile):
    parts = [profile[at:at + 65000] for at in range(0, len(profile), 65000)]
    out = b""
    for number, part in enumerate(parts, 1):
        segment = b"ICC_PROFILE\0" + bytes([number, len(parts)]) + part
        out += b"\xff\xe2" + struct.pack(">H", len(segment) + 2) + segment
    return data[:2] + out + data[2:]


def flat_jpeg(left, right):
    """A baseline JPEG (ITU-T T.81) of four components, no Adobe marker: each block one level, so only DC has a value."""
    def segment(marker, data):
        return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data
    # Twelve categories, each a code of four bits that is its number; one AC symbol: end of block, code 0 of two bits.
    tables = b"\x00" + bytes([0, 0, 0, 12] + [0] * 12) + bytes(range(12)) + b"\x10" + bytes([0, 1] + [0] * 14) + b"\0"
    frame = struct.pack(">BHHB", 8, HEIGHT, WIDTH, 4) + b"".join(bytes([i, 0x11, 0]) for i in range(1, 5))
    scan = b"\4" + b"".join(bytes([i, 0]) for i in range(1, 5)) + b"\0\x3f\0"
    bits, before = [], [0] * 4
    for _ in range(HEIGHT // 8):
        for colour, count in ((left, WIDTH // 16), (right, WIDTH // 16)):
            for _ in range(count):
                for i in range(4):
                    step = 8 * (colour[i] - 128) - before[i]
                    before[i] += step
                    size = abs(step).bit_length()
                    value = step if step > 0 else step + (1 << size) - 1
                    bits.append(f"{size:04b}" + (f"{value:0{size}b}" if size else "") + "00")
    text = "".join(bits)
    text += "1" * (-len(text) % 8)
    data = int(text, 2).to_bytes(len(text) // 8, "big").replace(b"\xff", b"\xff\0")
    return (b"\xff\xd8" + segment(0xdb, b"\0" + b"\1" * 64) + segment(0xc0, frame) + segment(0xc4, tables)
            + segment(0xda, scan) + data + b"\xff\xd9")


def with_exif_orientation(data, orientation):
    exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0" + bytes([orientation]) + bytes(7)
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


def with_webp_profile(data, profile):
    def riff(name, content):
        return name + struct.pack("<I", len(content)) + content + bytes(len(content) & 1)
    size = struct.pack("<I", WIDTH - 1)[:3] + struct.pack("<I", HEIGHT - 1)[:3]
    body = b"WEBP" + riff(b"VP8X", b"\x20\0\0\0" + size) + riff(b"ICCP", profile) + data[12:]
    return b"RIFF" + struct.pack("<I", len(body)) + body


def converted(folder, name, left, right, *options, size=(WIDTH // 2, HEIGHT), across="+append"):
    path = folder / f"made-{name}"
    halves = [word for colour in (left, right) for word in ("(", "-size", f"{size[0]}x{size[1]}", f"xc:{colour}", ")")]
    subprocess.run(["convert", *halves, across, *options, "-strip", str(path)], check=True)
    data = path.read_bytes()
    path.unlink()
    return data


RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)
CYAN_ON_SCREEN, YELLOW_ON_SCREEN = (0, 158, 224), (255, 237, 0)  # FOGRA39 through its profile
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="1200" height="600">'
HALVES = '<rect width="600" height="600" fill="#f00"/><rect x="600" width="600" height="600" fill="#00f"/>'
HTTP = "http://localhost:9/a"


def make_right(folder, shared):
    """name -> (bytes, colours of the left and right half on a screen)"""
    swapped = profile_that_swaps_red_and_green()
    grey_alpha = png(8, 4, b"\0\x80", b"\x80\xff")
    jpeg = converted(folder, "a.jpg", "rgb(255,0,0)", "rgb(0,0,255)", "-quality", "95")
    inks = converted(folder, "k.jpg", "cmyk(255,0,0,0)", "cmyk(0,0,255,0)", "-colorspace", "cmyk", "-quality", "98")
    # Lying on its side: what is above as stored is at the right as seen.
    lying = converted(folder, "e.jpg", "rgb(0,0,255)", "rgb(255,0,0)", size=(HEIGHT, WIDTH // 2), across="-append")
    webp = converted(folder, "a.webp", "rgb(255,0,0)", "rgb(0,0,255)", "-define", "webp:lossless=true")
    clear_webp = converted(folder, "t.webp", "rgba(255,0,0,0.5)", "rgb(0,0,255)", "-define", "webp:lossless=true")
    icc = chunk(b"iCCP", b"swapped\0\0" + zlib.compress(swapped))
    palette = chunk(b"PLTE", bytes(RED + BLUE))
    return {
        "inks-adobe.jpg": (inks, CYAN_ON_SCREEN, YELLOW_ON_SCREEN),
        "inks-plain.jpg": (flat_jpeg((255, 0, 0, 0), (0, 0, 255, 0)), CYAN_ON_SCREEN, YELLOW_ON_SCREEN),
        "inks-coated.jpg": (with_jpeg_profile(inks, (shared / "fogra39.icc").read_bytes()), CYAN_ON_SCREEN, YELLOW_ON_SCREEN),
        "plain.jpg": (jpeg, RED, BLUE),
        "profile.jpg": (with_jpeg_profile(jpeg, swapped), GREEN, BLUE),
        "profile.png": (png(8, 2, bytes(RED), bytes(BLUE), extra=icc), GREEN, BLUE),
        "profile-clear.png": (png(8, 6, bytes(RED + (128,)), bytes(BLUE + (255,)), extra=icc), (127, 255, 127), BLUE),
        "profile.webp": (with_webp_profile(webp, swapped), GREEN, BLUE),
        "deep.png": (png(16, 2, struct.pack(">HHH", 65535, 0, 0), struct.pack(">HHH", 0, 0, 65535)), RED, BLUE),
        "palette.png": (png(8, 3, b"\0", b"\1", extra=palette), RED, BLUE),
        "palette-bits.png": (png(1, 3, b"\0", b"\xff", extra=palette), RED, BLUE),
        "palette-clear.png": (png(8, 3, b"\0", b"\1", extra=palette + chunk(b"tRNS", b"\x80")), (255, 127, 127), BLUE),
        "grey-clear.png": (grey_alpha, (127, 127, 127), (128, 128, 128)),
        "grey-deep.png": (png(16, 0, b"\x20\0", b"\x80\0"), (32, 32, 32), (128, 128, 128)),
        "turned.jpg": (with_exif_orientation(lying, 6), RED, BLUE),
        "right.webp": (webp, RED, BLUE),
        "clear.webp": (clear_webp, (255, 127, 127), BLUE),
        "really-a-jpeg.png": (jpeg, RED, BLUE),
        "drawn.svg": ((SVG + HALVES + "</svg>").encode(), RED, BLUE),
    }


def make_wrong(folder):
    """name -> (bytes, what `beyt digest` says of it)"""
    good_png, good_jpeg = png(8, 2, bytes(RED), bytes(BLUE)), converted(folder, "c.jpg", "red", "blue")
    bomb = png(1, 0, b"\0", b"\0", size=(40000, 40000))
    wide = good_png[:16] + struct.pack(">II", 2**31 - 1, 2**31 - 1) + good_png[24:]
    inside = base64.b64encode(bomb).decode()
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    not_set, lacks = "is not printed", "is shown without what it asks for"
    return {
        "bomb.png": (bomb, not_set + ": it has more than 64 million pixels"),
        "wide.png": (wide, not_set + ": its first bytes tell no size"),
        "cut.png": (good_png[:len(good_png) * 2 // 3], not_set + ": the PNG file is damaged or cut off"),
        "cut.jpg": (good_jpeg[:len(good_jpeg) * 2 // 3], not_set + ": the JPEG file is damaged or cut off"),
        "cut.webp": (converted(folder, "w.webp", "red", "blue")[:60], not_set + ": the WebP file is damaged or cut off"),
        "empty.jpg": (b"", not_set + ": the file is empty"),
        "words.png": (b"These are words.", not_set + ": it is no image of a kind"),
        "film.gif": (converted(folder, "f.gif", "red", "blue"), not_set + ": it is a GIF image"),
        "new.avif": (converted(folder, "n.avif", "red", "blue"), not_set + ": it is an AVIF image"),
        "scan.tif": (converted(folder, "s.tif", "red", "blue"), not_set + ": it is a TIFF image"),
        "scan-as.jpg": (converted(folder, "s.tif", "red", "blue"), not_set + ": it is a TIFF image"),
        "script.svg": ((SVG + "<script>alert(1)</script>" + HALVES + "</svg>").encode(), lacks + ": a script"),
        "outside.svg": ((SVG + f'<image xlink:href="{HTTP}.png" width="9" height="9"/></svg>').encode(), lacks + ": a file"),
        "near.svg": ((SVG + '<image href="right.png" width="9" height="9"/></svg>').encode(), lacks + ": a file"),
        "style.svg": ((SVG + f'<style>@import url("{HTTP}.css");</style></svg>').encode(), lacks + ": a "),
        "bomb.svg": ((SVG + f'<image href="data:image/png;base64,{inside}" width="9" height="9"/></svg>').encode(),
                     not_set + ": a picture in it has more than 64 million pixels"),
        "entities.svg": (f'<!DOCTYPE svg [<!ENTITY e0 "lol">{entities}]>{SVG}<text>&e9;</text></svg>'.encode(),
                         not_set + ": the SVG file has entities within entities"),
        "sizeless.svg": (SVG.replace("1200", "0").encode() + b"</svg>", not_set + ": the SVG file tells no size"),
        "odd-profile.jpg": (with_jpeg_profile(good_jpeg, b"no profile at all"), "its colour profile is broken"),
    }
