import Contracts
import Policy

/// The six times of one late notice or review, and whose the days between them were.
struct Lateness {
  /// A step from one time to the next.
  fileprivate enum Step: String, CaseIterable {
    case approved = "approved"
    case entered = "entered"
    case recorded = "recorded"
    case received = "received"
    case allocated = "allocated"
    case firstReview = "first-review"

    /// The role that answers for the days that end with this time.
    var owner: String {
      switch self {
      case .approved, .entered: "head-of-service"
      case .recorded: "social-work-team"
      case .received: "sending-system"
      case .allocated: "iro-manager"
      case .firstReview: "officer"
      }
    }
  }

  private let kind: String
  private let period: PeriodOfCare
  private let review: HeldReview?
  private let times: [(step: Step, on: CivilDate?)]

  /// The late notice of an entry, or a late review of the period of care.
  init(_ kind: String, _ period: PeriodOfCare, _ review: HeldReview?, _ entry: Happening?, firstReviewOn: CivilDate?) {
    self.kind = kind
    self.period = period
    self.review = review
    times = [
      (.approved, entry?.date("approvedOn")), (.entered, period.enteredOn), (.recorded, entry?.recorded?.londonDate),
      (.received, entry?.known.londonDate), (.allocated, period.allocations.first?.on), (.firstReview, firstReviewOn),
    ]
  }

  /// Working days from each time that is known to the next, with the role that answers for them.
  private var gaps: [(from: Step, to: Step, days: Int)] {
    let known = times.compactMap { one in one.on.map { (step: one.step, on: $0) } }
    return zip(known, known.dropFirst()).compactMap { first, next in
      BankHolidays.englandAndWales.workingDays(after: first.on, through: next.on).map { (first.step, next.step, $0) }
    }
  }

  /// How many working days after its limit it came: a notice's limit is the fifth working day after entry.
  private var daysLate: Int? {
    guard let review else { return period.noticeWorkingDays.map { $0 - 5 } }
    return review.dueOn.flatMap { BankHolidays.englandAndWales.workingDays(after: $0, through: review.heldOn) }
  }

  var json: JSON {
    let gaps = gaps
    let longest = gaps.filter { $0.from != .approved }.max { $0.days < $1.days }
    // A later review has nothing to do with how the entry became known.
    let isLater = review.map { review in review.heldOn != times.last?.on } ?? false
    return .object(
      [
        ("kind", .string(kind)), ("child", .string(period.child.text)),
        ("review", review.map { .string($0.review.text) }),
        ("dueOn", review?.dueOn.map { .string($0.description) }),
        ("heldOn", review.map { .string($0.heldOn.description) }),
        ("reason", review?.lateReason.map { .string($0) }),
      ] + times.map { ($0.step.member, $0.on.map { .string($0.description) }) } + [
        (
          "gaps",
          .array(
            gaps.map { gap in
              .object([
                ("from", .string(gap.from.rawValue)), ("to", .string(gap.to.rawValue)),
                ("workingDays", .integer(gap.days)), ("owner", .string(gap.to.owner)),
              ])
            })
        ), ("workingDaysLate", daysLate.map { .integer(max(0, $0)) }),
        ("owner", isLater ? .string(Step.firstReview.owner) : longest.map { .string($0.to.owner) }),
      ])
  }
}

extension Lateness.Step {
  /// The name of the time in an answer.
  fileprivate var member: String {
    switch self {
    case .approved: "approvedOn"
    case .entered: "enteredOn"
    case .recorded: "recordedOn"
    case .received: "receivedOn"
    case .allocated: "allocatedOn"
    case .firstReview: "firstReviewOn"
    }
  }
}

extension Facts {
  /// The late notices of entries within the period, and the reviews complete within it that were late, in order of
  /// child and day.
  var lateness: [JSON] {
    let entries = Dictionary(told("child-entered-care").map { (["\($0.child ?? "")", "\($0.day)"], $0) }) { $1 }
    let held = Dictionary(grouping: told("review-held")) { $0.child ?? "" }
    func of(_ kind: String, _ period: PeriodOfCare, _ review: HeldReview?) -> Lateness {
      let first = (held[period.child.text] ?? []).compactMap { $0.date("heldOn") }.filter { on in
        period.enteredOn <= on && period.leftOn.map { on <= $0 } ?? true
      }.min()
      let entry = entries[[period.child.text, period.enteredOn.description]]
      return Lateness(kind, period, review, entry, firstReviewOn: first)
    }
    let notices = entered().filter { $0.noticeWorkingDays.map { $0 > 5 } ?? false }.map { of("notice", $0, nil) }
    let byChild = Dictionary(grouping: periods, by: \.child)
    let late = reviews.filter { $0.isInTimescale == false }.sorted { ($0.child, $0.heldOn) < ($1.child, $1.heldOn) }
    let reviews = late.compactMap { review in
      byChild[review.child]?.last { $0.enteredOn <= review.heldOn }.map { of("review", $0, review) }
    }
    return (notices + reviews).map(\.json)
  }
}
