import Contracts
import Policy

/// Which clock a child's reviews in care run on, and where their limits fall, reckoned from a period of care as it is
/// known.
struct ReviewClock {
  let policy: AdoptedPolicy
  /// What the officer decided about bringing reviews forward.
  let decisions: [EarlyDecision]

  /// The clock of a child under what the authority has adopted.
  init(_ child: ChildRecord, _ policy: AdoptedPolicy) {
    self.policy = policy
    decisions = child.decisions
  }

  /// What a review is: its stream, its number there within the period of care, and its limit.
  struct Place: Equatable {
    let stream: ReviewStream
    let number: Int
    /// Nil where the calendar does not know the days.
    let limit: ReviewLimit?
  }

  /// A stretch of days on one clock.
  private struct Run {
    let stream: ReviewStream
    let from: CivilDate
  }

  /// A review before the one in question.
  private typealias Earlier = (heldOn: CivilDate, stream: ReviewStream)

  /// What each review held in a period of care is, in their order.
  ///
  /// A review is of the clock that ran on the day of its first meeting, changes of that day included.
  func heldPlaces(in period: CarePeriod) -> [Place] {
    let runs = Self.runs(of: period)
    let earlier = Self.earlier(period, runs)
    return period.reviews.indices.map { index in
      let day = period.reviews[index].heldOn
      return place(Self.through(day, runs), after: earlier[..<index], by: day)
    }
  }

  /// What the next review of a period of care is: of the clock that runs after all changes known.
  func nextPlace(in period: CarePeriod) -> Place {
    let runs = Self.runs(of: period)
    return place(runs[...], after: Self.earlier(period, runs)[...], by: .latest)
  }

  /// What a review that is held on `day` is, after the reviews of the period of care that were held before it.
  func place(in period: CarePeriod, heldOn day: CivilDate) -> Place {
    let runs = Self.runs(of: period)
    let before = Self.earlier(period, runs).prefix { $0.heldOn < day }
    return place(Self.through(day, runs), after: before, by: day)
  }

  /// The stretches of clocks of a period of care, at least one, in order. A temporary placement (T) changes no clock,
  /// as the child returns.
  private static func runs(of period: CarePeriod) -> [Run] {
    let placements = period.lasting
    let changes = Set(period.statuses.map(\.on) + placements.map(\.on))
    var runs: [Run] = []
    for change in changes.sorted() {
      let status = period.statuses.last { $0.on <= change }?.status
      let placement = placements.last { $0.on <= change }?.type
      let stream = Cadence.stream(status, placement)
      if runs.last?.stream != stream { runs.append(Run(stream: stream, from: change)) }
    }
    return runs
  }

  /// The stretches that had begun by a day of the period, at least the first.
  private static func through(_ day: CivilDate, _ runs: [Run]) -> ArraySlice<Run> {
    runs.prefix { $0.from <= day }
  }

  /// The reviews held in a period of care, each of the clock that ran on its day.
  private static func earlier(_ period: CarePeriod, _ runs: [Run]) -> [Earlier] {
    period.reviews.map { review in
      (review.heldOn, through(review.heldOn, runs).last?.stream ?? .lookedAfter)
    }
  }

  private func place(_ runs: ArraySlice<Run>, after earlier: ArraySlice<Earlier>, by day: CivilDate) -> Place {
    guard let stream = runs.last?.stream else { preconditionFailure("a period of care begins with a clock") }
    let number = earlier.count { $0.stream == stream } + 1
    let reckoned = due(runs, after: earlier).flatMap(ReviewLimit.init)
    let before = earlier.last?.heldOn ?? runs[runs.startIndex].from.adding(days: -1)
    return Place(stream: stream, number: number, limit: forward(reckoned, after: before, by: day))
  }

  /// The limit of the review after `earlier` on the last of `runs`, by its cadence.
  private func due(_ runs: ArraySlice<Run>, after earlier: ArraySlice<Earlier>) -> Due? {
    guard let run = runs.last else { return nil }
    let cadence = Cadence.of(run.stream)
    let counted = earlier.filter { Self.counts($0, cadence.counted, since: run.from) }
    let previous = earlier.last?.heldOn
    let returned = returned(cadence, runs, previous)
    if let previous, !counted.isEmpty {
      return Due.earlier(policy.due(cadence.limit(counted.count + 1), from: previous), returned)
    }
    let first = policy.due(cadence.limit(1), from: Self.begin(cadence.begin, runs, run.from))
    guard cadence.keepsClockBefore else { return first }
    return Due.earlier(Due.earlier(first, due(runs.dropLast(), after: earlier)), returned)
  }

  /// The limit of the review of a child who returned from a placement for adoption and had none since.
  private func returned(_ cadence: Cadence, _ runs: ArraySlice<Run>, _ previous: CivilDate?) -> Due? {
    guard let limit = cadence.afterReturn, let run = runs.last, runs.dropLast().last?.stream == .placedForAdoption,
      previous.map({ $0 < run.from }) ?? true
    else { return nil }
    return policy.due(limit, from: run.from)
  }

  private static func counts(_ review: Earlier, _ counted: Cadence.Counted, since: CivilDate) -> Bool {
    switch counted {
    case .sinceThisClock: review.heldOn >= since
    case .underAdoption: isAdoption(review.stream)
    case .butShortBreaks: review.stream != .shortBreaks
    case .all: true
    }
  }

  private static func begin(_ begin: Cadence.Begin, _ runs: ArraySlice<Run>, _ from: CivilDate) -> CivilDate {
    switch begin {
    case .thisClock: from
    case .firstAuthority: runs.first { isAdoption($0.stream) }?.from ?? from
    case .fullRegulations: runs.first { $0.stream != .shortBreaks }?.from ?? from
    }
  }

  private static func isAdoption(_ stream: ReviewStream) -> Bool {
    stream == .authorityToPlace || stream == .placedForAdoption
  }

  /// A limit that the officer brought forward (CPR 2010 reg 33(3)): by the last decision after the review before, up to
  /// the day of this one.
  private func forward(_ limit: ReviewLimit?, after before: CivilDate, by day: CivilDate) -> ReviewLimit? {
    let decision = decisions.last { $0.dueOn != nil && before < $0.on && $0.on <= day }
    guard let decision, let dueOn = decision.dueOn, dueOn < limit?.dueOn ?? .latest else { return limit }
    let rule = "early-review-\(decision.cause)"
    let because = Because(
      rule: KebabWord(rule) == nil ? "early-review" : rule, source: Self.source(of: decision.cause),
      anchor: decision.on, calendar: policy.calendar.name.text, skipped: [])
    return ReviewLimit(
      dueOn: dueOn, localDueOn: limit?.localDueOn.flatMap { $0 < dueOn ? $0 : nil }, because: because)
  }

  /// The paragraph that forces an early review for a cause: all but four come by the officer's own request.
  private static func source(of cause: KebabWord) -> String {
    switch cause.text {
    case "welfare-not-safeguarded": "CPR 2010 reg 33(3)(b)"
    case "remand-accommodation-ending": "CPR 2010 reg 33(3)(c)"
    case "detention-ending": "CPR 2010 reg 33(3)(d)"
    case "ceasing-to-accommodate": "CPR 2010 reg 33(3)(e)"
    case _: "CPR 2010 reg 33(3)(a)"
    }
  }
}

extension ReviewLimit {
  /// The limit as told: nil where the statutory day is not known; the local day only where it is the earlier.
  init?(_ due: Due) {
    guard let dueOn = due.dueOn else { return nil }
    self.init(dueOn: dueOn, localDueOn: due.localDueOn.flatMap { $0 < dueOn ? $0 : nil }, because: due.because)
  }
}
