"""What dates, sums, addresses and the like look like. Every repetition has an end, so that no text takes them long."""

import re

from journal.wording import MONTHS, WEEKDAYS

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPELLED = rf"(?:(?:{_TENS})(?:[ -](?:{_UNITS}))?|{_TEENS}|{_UNITS}|hundred|thousand)"
_IN_WORDS = rf"(?:an? )?{_SPELLED}(?:(?:[ -]| and ){_SPELLED}){{0,5}}"
_GROUPED = r"\d{1,3}(?:,\d{3}){1,3}"
_DIGITS = rf"(?:{_GROUPED}|\d{{1,7}}(?:[.,]\d{{1,2}})?)"
_AMOUNT = rf"(?:{_DIGITS}|{_IN_WORDS})"

_MONTH = "|".join([*MONTHS, *(rf"{name[:3]}\b\.?" for name in MONTHS if name != "May"), r"Sept\b\.?"])
_WEEKDAY = "|".join([*WEEKDAYS, *(rf"{name[:3]}\b\.?" for name in WEEKDAYS)])
_IN_MONTH = r"(?:[12]\d|3[01]|0?[1-9])"
_OF_YEAR = r"(?:1[0-2]|0?[1-9])"
_DAY = rf"{_IN_MONTH}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_BEGINS = r"(?<!\w)"
_ENDS = r"(?!\w)"

DATE = re.compile(
    rf"(?i){_BEGINS}(?:"
    rf"{_YEAR}[-/.]{_OF_YEAR}[-/.]{_IN_MONTH}"
    rf"|{_IN_MONTH}[/.-]{_IN_MONTH}[/.-](?:{_YEAR}|\d{{2}})"
    rf"|(?:(?:{_WEEKDAY}),? (?:the )?)?(?:{_DAY}(?: of)? (?:{_MONTH})|(?:{_MONTH}) {_DAY}{_ENDS})"
    rf"(?:,? {_YEAR}(?![-/.]\d))?"
    rf"|(?:{_MONTH}),? {_YEAR}"
    rf"|(?:{_WEEKDAY}),? (?:the )?{_DAY}"
    rf"|the {_DAY}(?<=[a-z])"
    rf"|{_YEAR}(?![.,]\d)"
    rf"){_ENDS}"
)
TIME = re.compile(
    rf"(?i){_BEGINS}(?:"
    r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?)?"
    rf"|{_OF_YEAR} ?[ap]\.?m\b\.?"
    rf"|(?:{_UNITS}|ten|eleven|twelve) o['’]clock"
    r")(?!\d)"
)
PHONE = re.compile(rf"{_BEGINS}(?:\+|\()?\d[\d ()/.–-]{{5,22}}\d{_ENDS}")

_CURRENCIES = "USD|EUR|GBP|CHF|CAD|AUD"
MONEY = re.compile(
    rf"(?i)(?:[$€£¥₹₽₺₩]|\b(?:{_CURRENCIES}) ) ?{_DIGITS}(?: ?k\b)?"
    rf"|{_BEGINS}{_AMOUNT} ?"
    rf"(?:[€£$¥₹]|(?:dollars?|euros?|pounds?|quid|bucks?|cents?|pence|francs?|kr|{_CURRENCIES})\b)"
)

_SPAN = r"(?:days?|nights?|weeks?|months?|years?|yrs?|mos?)"
_STATE = r"(?:sober|clean|dry|free|without|off|in recovery|since|abstinent|alcohol-free)"
DAY_COUNT = re.compile(
    rf"(?i){_BEGINS}(?:{_AMOUNT}[ -]{_SPAN}\b"
    rf"|{_SPAN} (?:no\. ?|number |#)?{_AMOUNT}{_ENDS}"
    rf"|(?:an?|half a|a whole) (?:day|week|month|year) {_STATE}\b"
    r"|\d{1,5}d\b)"
)

_ENDINGS = (
    "com|org|net|info|io|co|uk|de|fr|es|it|nl|eu|us|ca|au|nz|ie|in|br|at|ch|app|dev|me|tv|health|chat"  # the usual ones
)
_REST_OF_A_LINK = r"[^\s<>\"“”]"
LINK = re.compile(
    rf"(?i)(?<![\w@])(?:(?:https?|ftp)://|www\.){_REST_OF_A_LINK}{{1,2000}}"
    rf"|(?<![\w.@-])(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})\b(?:/{_REST_OF_A_LINK}{{0,2000}})?"
)
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
HANDLE = re.compile(r"(?<![\w@/.])(?:@\w[\w.]{0,29}\w|u/[\w-]{3,20}|r/\w{3,21})")

_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl|square|sq|way|terrace|close|"
    "crescent|highway|hwy|parkway|alley|row|walk|gardens"
)
_WORD = r"[^\W\d_][\w'’.-]{0,30}"
_ARTICLES = "(?:(?:de|du|des|la|le|les|del|della|da) ){0,3}"
ADDRESS = re.compile(
    # 22 Baker Street · Hauptstraße 12, Berliner Str. 5 · 12 rue de la Paix, Calle Mayor 3
    rf"{_BEGINS}\d{{1,5}}[a-zA-Z]?,? (?:[^\W\d_a-z][\w'’.-]{{0,30}} ){{1,4}}(?i:{_STREETS})\b\.?"
    rf"|(?i:{_BEGINS}(?:{_WORD} )?(?:{_WORD}?(?:stra(?:ß|ss)e|gasse|weg|platz|allee)|[^\W\d_]{{0,30}}str\.)"
    r" \d{1,4} ?[a-z]?\b)"
    rf"|(?i:{_BEGINS}(?:\d{{1,4}},? )?(?:rue|avenue|boulevard|calle|via|piazza|rua) {_ARTICLES}{_WORD}"
    r"(?:,? \d{1,4})?)"
    # postcodes · a room in a house
    rf"|{_BEGINS}[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}}\b"
    rf"|{_BEGINS}[A-Z]{{2}} \d{{5}}(?:-\d{{4}})?\b"
    rf"|(?i:{_BEGINS}(?:flat|apartment|apt\.?|room|unit|suite) (?:no\. ?)?\d{{1,5}}[a-z]?\b)"
)
NUMBER = re.compile(
    rf"(?i){_BEGINS}(?:{_GROUPED}|\d{{2,12}}(?:[.,]\d{{1,4}})?"
    rf"|(?:an? )?(?:{_TENS}|hundred|thousand)(?:(?:[ -]| and ){_SPELLED}){{0,5}}){_ENDS}"
)


def is_phone(found: str) -> bool:
    """Whether something of the form of a phone number has as many digits as one."""
    return 7 <= sum(character.isdigit() for character in found) <= 15
