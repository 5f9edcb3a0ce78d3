"""The limits of every entry date, reckoned by libraries that share nothing with Holdfast.

Prints one line for each entry date from 2009-01-01 to 2028-06-30:

    2022-09-01 2022-09-08 2022-09-23 2022-09-30 2022-12-01 2023-03-01 2022-12-30 2023-03-30 2022-09-19

the entry, the ends of 5, 15 and 20 working days, of 3 and 6 months from the entry, of 3 and 6 months from the end of the
20 working days (a first review held on its last day), then the holidays on a Monday to Friday within the 20 working days.

Needs the packages holidays (bank holidays of England) and python-dateutil (months to the corresponding date).
"""

import datetime
import sys

try:
    import holidays
    from dateutil.relativedelta import relativedelta
except ImportError as missing:
    sys.exit(f"due_dates.py: {missing}; install the packages holidays and python-dateutil")

FIRST = datetime.date(2009, 1, 1)
LAST = datetime.date(2028, 6, 30)
DAY = datetime.timedelta(days=1)
# SI 2020/445: third and later reviews of looked-after children were not compulsory; a limit in that time runs anew.
RELIEF = datetime.date(2020, 4, 24), datetime.date(2020, 9, 24)
ENGLAND = holidays.country_holidays("GB", subdiv="ENG", years=range(2009, 2029))


def working_days(event, count):
    """The end of so many working days after the event, and the weekday holidays passed over."""
    day, skipped = event, []
    while count:
        day += DAY
        if day.weekday() >= 5:
            continue
        if day in ENGLAND:
            skipped.append(day)
        else:
            count -= 1
    return day, skipped


def main():
    entry = FIRST
    while entry <= LAST:
        first_review, skipped = working_days(entry, 20)
        ends = [working_days(entry, 5)[0], working_days(entry, 15)[0], first_review]
        ends += [day + relativedelta(months=n) for day in (entry, first_review) for n in (3, 6)]
        if RELIEF[0] <= ends[-1] <= RELIEF[1]:
            ends[-1] = RELIEF[1] + relativedelta(months=6)
        print(*(day.isoformat() for day in [entry, *ends, *skipped]))
        entry += DAY


main()
