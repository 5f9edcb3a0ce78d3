import Contracts

extension Figure {
  /// Every figure, in the order in which they are answered.
  public static let all: [Figure] =
    reviewFigures + qualityFigures + participationFigures + careFigures + officerFigures + disputeFigures

  // MARK: - Reviews

  private static let reviewFigures: [Figure] = [
    Figure("reviews-held", .reviews, .within, [.reviews], "reviews complete within the period") {
      Measured($0.reviews.ids)
    },
    Figure(
      "reviews-in-timescale", .reviews, .within, [.reviews],
      "reviews complete within the period whose first meeting was on or before the statutory limit as last told"
    ) { Measured($0.reviews.ids { $0.isInTimescale == true }) },
    Figure(
      "reviews-out-of-timescale", .reviews, .within, [.reviews],
      "reviews complete within the period whose first meeting was after the statutory limit as last told"
    ) { Measured($0.reviews.ids { $0.isInTimescale == false }) },
    Figure(
      "reviews-in-timescale-rate", .perCent, .within, [.reviews],
      "reviews in timescale ÷ reviews in and out of timescale; a review without a known limit is in neither"
    ) {
      Measured($0.reviews.ids { $0.isInTimescale == true }, .records($0.reviews.ids { $0.isInTimescale != nil }))
    },
    Figure(
      "reviews-in-timescale-local-rate", .perCent, .within, [.reviews],
      "reviews whose first meeting was on or before the authority's own limit as last told, or the statutory one where "
        + "it has none ÷ reviews with a known limit"
    ) {
      Measured(
        $0.reviews.ids { $0.isInLocalTimescale == true }, .records($0.reviews.ids { $0.isInLocalTimescale != nil }))
    },
    Figure(
      "reviews-due-not-held", .reviews, .within, [.care, .limits],
      "reviews whose limit lies within the period, not held by its end, the child still in care on the limit"
    ) { facts in Measured(facts.dueNotHeld.map(\.review.text)) },
    Figure(
      "records-in-timescale-rate", .perCent, .within, [.reviews], needs: [.records],
      "reviews held whose record was complete within 20 working days ÷ reviews held (IRO Handbook 2010)"
    ) { facts in
      Measured(facts.reviews.ids { $0.recordWorkingDays.map { $0 <= 20 } ?? false }, .records(facts.reviews.ids))
    },
  ]

  // MARK: - Quality

  private static let qualityFigures: [Figure] = [
    Figure(
      "seen-before-review-rate", .perCent, .within, [.reviews, .sightings],
      "reviews held before which the child was seen: visited, or included in a contact or a midway review, after the "
        + "review before and on the day of the first meeting at the latest ÷ reviews held"
    ) { facts in
      Measured(facts.reviews.ids { $0.isSeen }, .records(facts.reviews.ids))
    },
    Figure(
      "audits-complete-rate", .perCent, .within, [.reviews, .audits],
      "reviews held that were audited on the day of the first meeting at the latest ÷ reviews held"
    ) { facts in
      Measured(facts.reviews.ids { $0.isAudited }, .records(facts.reviews.ids))
    },
    Figure(
      "conferences-in-timescale-rate", .perCent, .within, [.conferences],
      "initial child protection conferences held within 15 working days of the strategy discussion ÷ those held "
        + "(Working Together)"
    ) { facts in
      Measured(
        facts.conferences.filter { $0.isInTimescale ?? false }.map(\.conference.text),
        .records(facts.conferences.map(\.conference.text)))
    },
  ]

  // MARK: - Participation

  private static let participationFigures: [Figure] = [
    Figure(
      "participation-contributed-rate", .perCent, .within, [.reviews],
      "reviews held coded PN1 to PN6 ÷ those coded PN1 to PN7"
    ) { facts in
      Measured(
        facts.reviews.ids { $0.code?.contributed ?? false },
        .records(facts.reviews.ids { $0.code?.isMeasured ?? false })
      )
    },
    Figure(
      "participation-attended-rate", .perCent, .within, [.reviews],
      "reviews held coded PN1 to PN4 ÷ those coded PN1 to PN7"
    ) { facts in
      Measured(
        facts.reviews.ids { $0.code?.attended ?? false }, .records(facts.reviews.ids { $0.code?.isMeasured ?? false }))
    },
    Figure(
      "participation-unheard-rate", .perCent, .within, [.reviews],
      "reviews held coded PN7 ÷ all that are coded, PN0 included"
    ) { facts in
      Measured(facts.reviews.ids { $0.code == .pn7 }, .records(facts.reviews.ids { $0.code != nil }))
    },
    Figure("participation-uncoded", .reviews, .within, [.reviews], "reviews held without a participation code") {
      Measured($0.reviews.ids { $0.code == nil })
    },
  ]

  // MARK: - Children in care

  private static let careFigures: [Figure] = [
    Figure(
      "children-in-care-at-start", .children, .atStart, [.care],
      "children in care on the day before the period: entered on or before it, and not left on or before it"
    ) { facts in Measured(facts.inCare(on: facts.start).map(\.id)) },
    Figure("children-entered-care", .children, .within, [.care], "periods of care that began within the period") {
      facts in
      Measured(facts.entered().map(\.id))
    },
    Figure("children-left-care", .children, .within, [.care], "periods of care that ended within the period") { facts in
      Measured(facts.left.map(\.id))
    },
    Figure(
      "children-in-care-at-end", .children, .atEnd, [.care],
      "children in care on the last day: entered on or before it, and not left on or before it"
    ) { facts in Measured(facts.inCare(on: facts.to).map(\.id)) },
    Figure(
      "unaccompanied-at-end", .children, .atEnd, [.care],
      "unaccompanied asylum-seeking children in care on the last day"
    ) { facts in Measured(facts.inCare(on: facts.to).filter { $0.isUnaccompanied(on: facts.to) }.map(\.id)) },
    Figure(
      "late-notifications", .children, .within, [.care, .notices],
      "entries within the period of which the service was told more than 5 working days after the day of entry"
    ) { facts in Measured(facts.entered().filter { $0.noticeWorkingDays.map { $0 > 5 } ?? false }.map(\.id)) },
    Figure(
      "placed-over-20-miles-rate", .perCent, .atEnd, [.care, .placements],
      "children in care on the last day placed over 20 miles from home ÷ those whose distance is known"
    ) { facts in
      let distances = facts.inCare(on: facts.to).compactMap { period in
        period.placement(on: facts.to)?.distanceMiles.map { (id: period.id, miles: $0) }
      }
      return Measured(distances.filter { $0.miles > 20 }.map(\.id), .records(distances.map(\.id)))
    },
    Figure(
      "three-or-more-placements-rate", .perCent, .atEnd, [.care, .placements], needs: [.moves],
      "children in care on the last day with three placements or more, those begun within the period and the one held "
        + "at its start ÷ children in care on the last day"
    ) { facts in
      let children = facts.inCare(on: facts.to)
      let moved = children.filter { $0.placementCount(from: facts.from, to: facts.to) >= 3 }
      return Measured(moved.map(\.id), .records(children.map(\.id)))
    },
  ]

  // MARK: - Officers

  private static let officerFigures: [Figure] = [
    Figure(
      "officer-allocated-in-time-rate", .perCent, .within, [.care, .allocations],
      "entries within the period whose first allocation to an officer was within 5 working days ÷ entries within the "
        + "period (IRO Handbook 2010; Children Act 1989 s25A(2))"
    ) { facts in
      let entered = facts.entered()
      let inTime = entered.filter { $0.allocations.first?.workingDays.map { $0 <= 5 } ?? false }
      return Measured(inTime.map(\.id), .records(entered.map(\.id)))
    },
    Figure(
      "caseload-average", .childrenPerFte, .atEnd, [.care, .officers],
      "children in care on the last day ÷ full-time equivalents of the officers in post on it"
    ) { facts in
      let posts = facts.officers.reduce(0) { $0 + $1.fteTenThousandths }
      return Measured(
        facts.inCare(on: facts.to).map(\.id), .posts(facts.officers.map(\.officer.text), tenThousandths: posts))
    },
    Figure(
      "caseload-lowest", .childrenPerFte, .atEnd, [.care, .allocations, .officers],
      "the fewest children in care on the last day to one full-time equivalent, of the officers in post on it"
    ) { facts in
      Caseload.measured(facts.caseloads.min { $0.isLighter(than: $1) })
    },
    Figure(
      "caseload-highest", .childrenPerFte, .atEnd, [.care, .allocations, .officers],
      "the most children in care on the last day to one full-time equivalent, of the officers in post on it"
    ) { facts in
      Caseload.measured(facts.caseloads.max { $0.isLighter(than: $1) })
    },
  ]

  // MARK: - Disputes

  private static let disputeFigures: [Figure] = [
    Figure("disputes-raised", .disputes, .within, [.disputes], "disputes raised within the period") {
      Measured($0.disputes.map(\.dispute.text))
    },
    Figure(
      "disputes-resolved", .disputes, .within, [.disputes],
      "disputes that ended within the period, whatever the outcome"
    ) {
      Measured($0.resolved.map(\.text))
    },
    Figure(
      "disputes-escalated", .disputes, .within, [.disputes], "disputes that went to another stage within the period"
    ) {
      Measured(Set($0.steps.map(\.dispute)).sorted().map(\.text))
    },
    Figure(
      "disputes-referred-to-cafcass", .disputes, .within, [.disputes], "disputes referred to Cafcass within the period"
    ) {
      Measured($0.referred.map(\.text))
    },
  ]
}

// MARK: - What several figures and tables share

extension [HeldReview] {
  /// The records: the reviews' ids.
  var ids: [String] { map(\.review.text) }

  /// The ids of those that fit.
  func ids(_ fits: (borrowing HeldReview) -> Bool) -> [String] {
    var ids: [String] = []
    // Looked at where they stand: what does not fit is not copied.
    for index in indices where fits(self[index]) { ids.append(self[index].review.text) }
    return ids
  }
}

/// One officer's children on the last day.
struct Caseload {
  let officer: OfficerInPost
  let children: [PeriodOfCare]

  /// Whether there are fewer children to one full-time equivalent here, without rounding.
  func isLighter(than other: Caseload) -> Bool {
    children.count * other.officer.fteTenThousandths < other.children.count * officer.fteTenThousandths
  }

  /// What a figure of one officer counts; nothing against nothing where nobody is in post.
  static func measured(_ caseload: Caseload?) -> Measured {
    guard let caseload else { return Measured([], .posts([], tenThousandths: 0)) }
    return Measured(
      caseload.children.map(\.id),
      .posts([caseload.officer.officer.text], tenThousandths: caseload.officer.fteTenThousandths))
  }
}

extension Facts {
  /// The officers in post on the last day, each with its children, in order of officer.
  var caseloads: [Caseload] {
    let children = Dictionary(grouping: inCare(on: to)) { $0.officer(on: to) }
    return officers.map { Caseload(officer: $0, children: children[$0.officer] ?? []) }
  }

  /// Reviews whose limit lies within the period, not held by its end, the child still in care on the limit. A review
  /// that lapsed as the child left is not due although the child came back: the period of care in which the limit was
  /// anchored must hold the limit itself.
  var dueNotHeld: [ReviewLimit] {
    limits.filter { limit in
      guard !isHeld(limit) else { return false }
      let periods = periods(of: limit.child)
      guard let anchor = limit.anchor else { return periods.contains { $0.holds(limit.dueOn) } }
      return periods.last { $0.enteredOn <= anchor }?.holds(limit.dueOn) ?? false
    }
  }

  /// Whether a review was held by the end of the period.
  func isHeld(_ limit: ReviewLimit) -> Bool { limit.heldOn.map { $0 <= to } ?? false }
}
