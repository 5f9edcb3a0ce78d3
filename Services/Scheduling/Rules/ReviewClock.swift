import Contracts
import Policy

/// Which clock a child's reviews run on, and where its limits fall, reckoned from a period of care as it is known.
struct ReviewClock {
  let policy: AdoptedPolicy

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
      place(Self.through(period.reviews[index].heldOn, runs), after: earlier[..<index])
    }
  }

  /// What the next review of a period of care is: of the clock that runs after all changes known.
  func nextPlace(in period: CarePeriod) -> Place {
    let runs = Self.runs(of: period)
    return place(runs[...], after: Self.earlier(period, runs)[...])
  }

  /// What a review that is held on `day`, after all others of the period of care, is.
  func place(in period: CarePeriod, heldOn day: CivilDate) -> Place {
    let runs = Self.runs(of: period)
    return place(Self.through(day, runs), after: Self.earlier(period, runs)[...])
  }

  /// The stretches of clocks of a period of care, at least one, in order.
  ///
  /// Placed for adoption (A3 to A6) comes before short breaks (V3, V4), these before authority to place (E1, D1); all
  /// else is the ordinary clock (`domain.md` §1.1). A temporary placement (T) changes no clock, as the child returns.
  private static func runs(of period: CarePeriod) -> [Run] {
    let placements = period.placements.filter { !$0.type.isTemporary }
    let changes = Set(period.statuses.map(\.on) + placements.map(\.on))
    var runs: [Run] = []
    for change in changes.sorted() {
      let status = period.statuses.last { $0.on <= change }?.status
      let placement = placements.last { $0.on <= change }?.type
      let stream = stream(status, placement)
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

  private static func stream(_ status: LegalStatus?, _ placement: PlacementType?) -> ReviewStream {
    if placement?.isForAdoption == true { return .placedForAdoption }
    if status?.isShortBreaks == true { return .shortBreaks }
    return status?.isAuthorityToPlace == true ? .authorityToPlace : .lookedAfter
  }

  private func place(_ runs: ArraySlice<Run>, after earlier: ArraySlice<Earlier>) -> Place {
    guard let stream = runs.last?.stream else { preconditionFailure("a period of care begins with a clock") }
    let number = earlier.count { $0.stream == stream } + 1
    return Place(stream: stream, number: number, limit: due(runs, after: earlier).flatMap(ReviewLimit.init))
  }

  /// The limit of the review after `earlier` on the last of `runs`.
  private func due(_ runs: ArraySlice<Run>, after earlier: ArraySlice<Earlier>) -> Due? {
    guard let run = runs.last else { return nil }
    let previous = earlier.last?.heldOn
    switch run.stream {
    case .placedForAdoption:
      // AAR 2005 reg 36(3): 4 weeks after the placement, 3 months after that review, then 6 months after each.
      let count = earlier.count { $0.heldOn >= run.from }
      if count > 0, let previous { return due(count + 1, .placedForAdoption, from: previous) }
      return earliest(due(1, .placedForAdoption, from: run.from), due(runs.dropLast(), after: earlier))
    case .authorityToPlace:
      // AAR 2005 reg 36(1): 3 months after first having authority, then 6 months after each review.
      let authority = runs.first { Self.isAdoption($0.stream) }?.from ?? run.from
      if earlier.contains(where: { Self.isAdoption($0.stream) }), let previous {
        return due(2, .authorityToPlace, from: previous)
      }
      return earliest(due(1, .authorityToPlace, from: authority), due(runs.dropLast(), after: earlier))
    case .shortBreaks:
      // CPR 2010 reg 48: 3 months after the first break, then 6 months after each review.
      guard let previous else { return due(1, .shortBreaks, from: run.from) }
      return due(2, .shortBreaks, from: previous)
    case .lookedAfter:
      // CPR 2010 reg 33: 20 working days from becoming looked after, 3 months after that review, then 6 months after
      // each. Reviews under the adoption clocks count; the full regulations apply anew when short breaks end.
      let count = earlier.count { $0.stream != .shortBreaks }
      if count > 0, let previous { return due(count + 1, .lookedAfter, from: previous) }
      let from = runs.first { $0.stream != .shortBreaks }?.from ?? run.from
      return due(1, .lookedAfter, from: from)
    case .postCare, .childProtection:
      preconditionFailure("no period of care runs on the clock \(run.stream.rawValue)")
    }
  }

  private static func isAdoption(_ stream: ReviewStream) -> Bool {
    stream == .authorityToPlace || stream == .placedForAdoption
  }

  private func due(_ number: Int, _ stream: ReviewStream, from anchor: CivilDate) -> Due? {
    DueDates.review(
      number, in: stream, anchor: anchor, calendar: policy.calendar, profile: policy.profile(on: anchor))
  }

  /// The earlier of the limit on the new clock and the one that ran before it (`domain.md` §8.3), with both sources in
  /// its reason.
  private func earliest(_ new: Due?, _ before: Due?) -> Due? {
    guard let new else { return before }
    guard let before else { return new }
    let first = Due.earlier(of: new, before)
    let other = first == new ? before : new
    guard other.dueOn != nil else { return first }
    let beside = first.dueOn == other.dueOn ? "on the same day as" : "earlier than"
    let because = Because(
      rule: first.because.rule, source: "\(first.because.source), \(beside) \(other.because.source)",
      anchor: first.because.anchor, calendar: first.because.calendar, skipped: first.because.skipped)
    let local = [new.localDueOn, before.localDueOn].compactMap(\.self).min()
    return Due(dueOn: first.dueOn, localDueOn: local, because: because)
  }
}

extension ReviewLimit {
  /// The limit as told: nil where the statutory day is not known; the local day only where it is the earlier.
  init?(_ due: Due) {
    guard let dueOn = due.dueOn else { return nil }
    self.init(dueOn: dueOn, localDueOn: due.localDueOn.flatMap { $0 < dueOn ? $0 : nil }, because: due.because)
  }
}
