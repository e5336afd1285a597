"""Names to draw from, of many languages and scripts: given and family names are put together by chance and name nobody."""

from unicodedata import normalize

GIVEN_NAMES = (
    *(
        "Aoife",
        "Amara",
        "Björn",
        "Chiamaka",
        "Chloé",
        "Dafydd",
        "Deepika",
        "Dylan",
        "Eilidh",
        "Emeka",
        "Eszter",
        "Farah",
        "Fiona",
        "Gareth",
    ),
    *("Halima", "Hugo", "Ingeborg", "Isla", "Jakub", "Jamal", "Jürgen", "Kavita", "Keiko", "Kwame", "Lachlan", "Latoya", "Magnús", "Malik"),
    *(
        "Mei",
        "Miguel",
        "Nadia",
        "Ngọc",
        "Niamh",
        "Obinna",
        "Olena",
        "Pádraig",
        "Petra",
        "Quentin",
        "Rhiannon",
        "Ricardo",
        "Rukhsana",
        "Saoirse",
    ),
    *(
        "Şebnem",
        "Siobhán",
        "Tamsin",
        "Tomasz",
        "Uzma",
        "Václav",
        "Vikram",
        "Wendy",
        "Xiomara",
        "Yusuf",
        "Zoë",
        "Željko",
        "Маріна",
        "Ιωάννα",
    ),
    *("سارة", "محمود", "نرگس", "דוד", "美咲", "지훈", "Jean-Baptiste", "Mary Elizabeth", "D’Arcy"),
)
FAMILY_NAMES = (
    *("Abernathy", "Achterberg", "Adeyemi", "Ahlström", "Bäcker", "Balogun", "Bhattacharya", "Birtwhistle", "Çelik", "Chandrasekaran"),
    *(
        "Cholmondeley",
        "Costa",
        "Dąbrowska",
        "Davies",
        "Dubois",
        "Ekwueme",
        "Fairweather",
        "Fitzgerald-Nuñez",
        "García",
        "Goldberg",
        "Grünwald",
    ),
    *("Hargreaves", "Horváth", "Ibrahim", "Iyer", "Jónsdóttir", "Kaczmarek", "Kamau", "Khatun", "Kowalczyk", "Lê", "Llewellyn", "Łoziński"),
    *("MacDougall", "Mbeki", "McAllister", "Müller", "Nakamura", "Ní Bhriain", "Novák", "O’Sullivan", "Oyelaran", "Papadopoulos", "Park"),
    *("Pemberton", "Popescu", "Quaye", "Ramírez", "Rowbotham", "Šimić", "Singh", "St John-Smythe", "Tanaka", "Thistlethwaite", "Tran"),
    *(
        "Underhill",
        "Van den Berg",
        "Vasquez",
        "Whittaker",
        "Wójcik",
        "Xu",
        "Yıldız",
        "Zając",
        "Zhang",
        "الحداد",
        "بن سعيد",
        "כהן",
        "Θεοδώρου",
    ),
)
PLACES = (
    *(
        "Aldermere",
        "Ashcombe",
        "Blackfall",
        "Brindlewick",
        "Calderwick",
        "Copperfield",
        "Dunmore",
        "Eastmoor",
        "Elmstead",
        "Fallow",
        "Glenmarsh",
    ),
    *("Harrowmere", "Heathwick", "Inverlea", "Kestrel", "Kingsholt", "Larkenhill", "Marlen Vale", "Norwold", "Oakhaven", "Pinemarsh"),
    *("Quarrybank", "Ravensmoor", "Saltmarsh", "Stonebeck", "Thornbeck Vale", "Upper Wexcombe", "Westerleigh", "Willowmere", "Yarrow"),
)
KINDS_OF_CLIENT = (
    *("Borough Council", "County Council", "Foods Ltd", "College", "Housing Association", "Museum Trust", "Freight Inc.", "Water plc"),
    *("Hospital Group", "Insurance LLC", "School District", "Credit Union", "Timber Co.", "Law LLP", "Theatre", "Port Authority"),
)
KINDS_OF_SUPPLIER = ("Networks Ltd", "Software Inc.", "Cabling Ltd", "Recruitment LLP", "Data Centres plc", "Office Supply Co.")

_SPELT = {
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "ı": "i",
    "ß": "ss",
    "æ": "ae",
    "đ": "d",
    "سارة": "sara",
    "محمود": "mahmoud",
    "نرگس": "narges",
    "דוד": "david",
    "美咲": "misaki",
    "지훈": "jihoon",
    "Маріна": "marina",
    "Ιωάννα": "ioanna",
    "الحداد": "alhaddad",
    "بن سعيد": "bensaid",
    "כהן": "cohen",
    "Θεοδώρου": "theodorou",
}


def in_latin(name: str) -> str:
    """A name as it stands in an address of mail: small letters from a to z."""
    text = _SPELT.get(name) or "".join(_SPELT.get(letter, letter) for letter in name)
    plain = "".join(letter for letter in normalize("NFKD", text).lower() if letter.isascii() and letter.isalnum())
    return plain or "someone"
