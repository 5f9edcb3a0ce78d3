import Contracts

/// What the figures and tables of a report are called where a person reads them.
enum YearWords {
  /// A figure's title and the heading under which it stands; one that is not known here is called by its own name.
  static func figure(_ name: String) -> (heading: String, title: String) {
    switch name {
    case "reviews-held": ("Reviews", "Held")
    case "reviews-in-timescale": ("Reviews", "In timescale")
    case "reviews-out-of-timescale": ("Reviews", "Out of timescale")
    case "reviews-in-timescale-rate": ("Reviews", "In timescale, of those with a limit")
    case "reviews-in-timescale-local-rate": ("Reviews", "In the local timescale")
    case "reviews-due-not-held": ("Reviews", "Due and not held")
    case "records-in-timescale-rate": ("Reviews", "Record complete within 20 working days")
    case "seen-before-review-rate": ("Reviews", "Child seen between two reviews")
    case "audits-complete-rate": ("Reviews", "Audit complete before the review")
    case "conferences-in-timescale-rate": ("Reviews", "Conferences within 15 working days")
    case "participation-contributed-rate": ("Participation (children of 4 and over)", "Contributed to the review")
    case "participation-attended-rate": ("Participation (children of 4 and over)", "Attended the review")
    case "participation-unheard-rate": ("Participation (children of any age)", "Not heard (PN7)")
    case "participation-uncoded": ("Participation (children of any age)", "Reviews without a code")
    case "children-in-care-at-start": ("Children in care", "In care at the start")
    case "children-entered-care": ("Children in care", "Entered care")
    case "children-left-care": ("Children in care", "Left care")
    case "children-in-care-at-end": ("Children in care", "In care at the end")
    case "unaccompanied-at-end": ("Children in care", "Of these, unaccompanied asylum-seeking children")
    case "children-in-care-per-10000": ("Children in care", "To 10,000 children under 18 in the area")
    case "late-notifications": ("Children in care", "Told later than 5 working days after entry")
    case "placed-over-20-miles-rate": ("Children in care", "Placed over 20 miles from home, at the end")
    case "three-or-more-placements-rate": ("Children in care", "Three or more placements in the period")
    case "officer-allocated-in-time-rate": ("Officers", "Officer allocated within 5 working days of entry")
    case "caseload-average": ("Officers", "Children to a full-time officer, on average")
    case "caseload-lowest": ("Officers", "The lightest caseload")
    case "caseload-highest": ("Officers", "The heaviest caseload")
    case "disputes-raised": ("Disputes", "Raised")
    case "disputes-resolved": ("Disputes", "Ended, whatever the outcome")
    case "disputes-escalated": ("Disputes", "Escalated")
    case "disputes-referred-to-cafcass": ("Disputes", "Referred to Cafcass")
    case _: ("Other figures", Words.title(name))
    }
  }

  /// A table's title.
  static func table(_ name: String) -> String {
    switch name {
    case "reviews-by-month": "Reviews held, by month"
    case "reviews-due-by-month": "Reviews due, by month of the limit"
    case "participation-codes": "How children took part in their reviews"
    case "entries-by-month": "Children who entered care, by month"
    case "exits-by-month": "Children who left care, by month"
    case "in-care-by-month": "Children in care at the end of each month"
    case "legal-status-by-month": "Legal status at the end of each month"
    case "entries-by-age": "Children who entered care, by age"
    case "need-at-entry": "Children who entered care, by category of need"
    case "placement-at-entry": "Children who entered care, by first placement and its provider"
    case "legal-status-at-entry": "Children who entered care, by legal status"
    case "exits-by-reason": "Children who left care, by reason"
    case "in-care-by-age": "Children in care at the end, by age"
    case "in-care-by-sex": "Children in care at the end, by sex"
    case "in-care-by-ethnicity": "Children in care at the end, by ethnic origin"
    case "disputes-by-kind": "Disputes raised, by kind"
    case "disputes-by-stage": "Disputes raised, by the stage last reached"
    case "disputes-by-theme": "Disputes raised, by theme"
    case "survey-answers": "Answers to surveys"
    case "caseload-by-officer": "Caseloads at the end, by officer"
    case "late-reviews": "Reviews held out of timescale"
    case _: Words.title(name)
    }
  }

  /// A column's title.
  static func column(_ name: String) -> String {
    switch name {
    case "fte": "FTE"
    case "childrenPerFte": "Children per FTE"
    case "rate": "In timescale, %"
    case "due-not-held": "Due, not held"
    case "lateReason": "Why late"
    case _: Words.title(name)
    }
  }

  /// The words of the codes that label a table's rows; nil where they are no codes.
  static func rowCodes(of table: String) -> [String: String]? {
    switch table {
    case "participation-codes": words(of: ParticipationCode.self)
    case "need-at-entry": words(of: CategoryOfNeed.self)
    case "placement-at-entry": words(of: PlacementType.self)
    case "legal-status-at-entry": words(of: LegalStatus.self)
    case "exits-by-reason": words(of: ReasonEpisodeCeased.self)
    case "in-care-by-sex": words(of: Sex.self)
    case "in-care-by-ethnicity": words(of: Ethnicity.self)
    case _: nil
    }
  }

  /// The words of the codes that name a table's columns; nil where they are no codes.
  static func columnCodes(of table: String) -> [String: String]? {
    switch table {
    case "placement-at-entry":
      words(of: PlacementProvider.self).merging(["none": "No provider told"]) { told, _ in told }
    case "legal-status-by-month": words(of: LegalStatus.self)
    case _: nil
    }
  }

  /// A cell that is a kebab word, an age band, a month or a date, in words; ids as they are.
  static func label(_ text: String) -> String {
    switch text {
    case "0-5": "0 to 5"
    case "6-13": "6 to 13"
    case "14-plus": "14 and over, not unaccompanied"
    case "14-plus-unaccompanied": "14 and over, unaccompanied asylum-seeking"
    case "uncoded": "No code yet"
    case _ where text.allSatisfy { $0.isLowercase || $0 == "-" }: Words.title(text)
    case _: Words.date(text)
    }
  }

  private static func words<Code: CodeSet>(of set: Code.Type) -> [String: String] {
    Dictionary(uniqueKeysWithValues: set.allCases.map { ($0.code, $0.words) })
  }
}
