"""A country."""

from dataclasses import dataclass

from milepost.kernel.inputs.input import Json, Unread, shown
from milepost.kernel.inputs.text import Text
from milepost.values import said

_WORDS = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH
CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN
GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI
LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM
PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD
TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
CODES = frozenset(_WORDS.split())
"""ISO 3166-1, two letters."""


@dataclass(frozen=True, kw_only=True)
class Country(Text):
    """Two letters of ISO 3166, GB, whatever their case."""

    most: int = 2
    least: int = 2

    def read(self, raw: Json) -> str:
        found = raw.strip().upper() if isinstance(raw, str) else ""
        if found not in CODES:
            more = said("; the United Kingdom is GB") if found == "UK" else ""
            raise Unread(
                "no-country",
                said("{raw} is no country of ISO 3166; expected two letters such as GB or US{more}.", raw=shown(raw), more=more),
            )
        return found

    def example(self, number: int = 1) -> Json:
        return ("GB", "US", "DE")[number % 3]
