import Contracts
import Policy

/// What would come of officers who leave, children who arrive and duties taken on: months played through day by day on
/// a copy of what is known, so that nothing is changed.
///
/// Each review is assumed to be held on its limit, and the next runs from there by the clock it is on now; a child who
/// arrives has the clock of a looked-after child; a child leaves at eighteen, and else stays. Children of an officer
/// who is no longer in post, and those who arrive, are allocated as ``Allocation`` chooses, in order of id. Conferences
/// of children at home are not looked at.
///
/// How many reviews an officer can hold in a month is a measure of the guide: the highest caseload of a full-time
/// officer, at two and a half reviews a child a year, by the full-time equivalent that duties and absences leave in
/// that month; rounded. What falls due beyond it goes late, the latest limits first, and is held before what falls due
/// in the months after.
struct Forecast {
  /// How many reviews a child has in a year: two after the first year, three or four in it.
  static let reviewsAYear = 2.5
  /// The most months of a forecast.
  static let monthLimit = 36
  /// The most children who arrive.
  static let arrivalLimit = 5_000

  /// A review that falls due.
  struct DueReview {
    let child: ChildID
    /// Which review of the child it is, where that is known: that which is due now.
    var ordinal: Int?
    let stream: ReviewStream
    let number: Int
    let dueOn: CivilDate
  }

  /// What an officer would have in a month.
  struct Line {
    let officer: OfficerID
    let fte: Double
    let children: Int
    let reviews: Int
    let capacity: Int
    let late: Int
  }

  /// A month, as far as it lies within the forecast.
  struct Month {
    let month: String
    /// Children in care at its end, and those of them without an officer.
    let children: Int
    let unallocated: Int
    let reviews: Int
    let officers: [Line]
    let late: Int
  }

  private(set) var months: [Month] = []
  /// Reviews of children who are in care now that would go late, in order of limit.
  private(set) var late: [DueReview] = []

  private let policy: AdoptedPolicy
  private let span: ClosedRange<CivilDate>
  private var roster: Roster
  /// The review that is due next for each child.
  private var next: [ChildID: DueReview] = [:]
  private var falling: [CivilDate: [ChildID]] = [:]
  private var leaving: [CivilDate: [ChildID]] = [:]
  private var arriving: [CivilDate: Int] = [:]
  private var supposed: Set<ChildID> = []
  private var staff: Set<OfficerID>?
  /// Of this month: what fell due, by officer, and the part of a full-time month that each had.
  private var fallen: [OfficerID?: [DueReview]] = [:]
  private var time: [OfficerID: Double] = [:]
  /// Late reviews that each officer still has to hold.
  private var behind: [OfficerID: Int] = [:]

  /// A forecast for these officers from the first day of `span` to its last.
  init(_ officers: [Officer], _ policy: AdoptedPolicy, over span: ClosedRange<CivilDate>) {
    self.policy = policy
    self.span = span
    roster = Roster(officers, policy, on: span.lowerBound)
  }

  // MARK: What is known and supposed

  /// Puts in a child as known, where in care on the first day.
  mutating func add(_ child: ChildRecord) {
    roster.add(child, policy)
    guard roster.cases[child.child] != nil else { return }
    if let birthday = child.dateOfBirth?.anniversary(years: 18), span.contains(birthday) {
      leaving[birthday, default: []].append(child.child)
    }
    guard let open = child.nextReview else { return }
    expect(
      DueReview(
        child: child.child, ordinal: open.ordinal, stream: open.stream, number: open.number, dueOn: open.limit.dueOn))
  }

  /// Puts in children who arrive in the month of a day, spread over those of its days that lie within the forecast.
  mutating func suppose(_ children: Int, in month: CivilDate) {
    let first = max(month, span.lowerBound)
    let days = first.days(until: min(month.adding(months: 1).adding(days: -1), span.upperBound)) + 1
    for index in 0..<children { arriving[first.adding(days: index * days / children), default: 0] += 1 }
  }

  private mutating func expect(_ review: DueReview) {
    next[review.child] = review
    let day = max(review.dueOn, span.lowerBound)
    if span.contains(day) { falling[day, default: []].append(review.child) }
  }

  // MARK: Days

  /// Plays all days.
  mutating func play() {
    var day = span.lowerBound
    while true {
      pass(day)
      let morrow = day.adding(days: 1)
      let isLast = morrow == day || morrow > span.upperBound
      if isLast || morrow.day == 1 { close(on: day) }
      if isLast { break }
      day = morrow
    }
    late.sort { ($0.dueOn, $0.child) < ($1.dueOn, $1.child) }
  }

  private mutating func pass(_ day: CivilDate) {
    roster.turn(to: day)
    for child in leaving[day] ?? [] {
      roster.remove(child)
      next[child] = nil
    }
    let present = Set(roster.posts.filter { $0.isInPost && !$0.isAway }.map(\.officer.officer))
    if present != staff || day.day == 1 {
      staff = present
      place(free())
    }
    if let count = arriving[day] { place((0..<count).map { _ in arrive(on: day) }) }
    for child in (falling[day] ?? []).sorted() { fall(child, on: day) }
    let days = Double(day.adding(days: 1 - day.day).days(until: day.adding(days: 1 - day.day).adding(months: 1)))
    for post in roster.posts where post.isInPost && !post.isAway {
      time[post.officer.officer, default: 0] += post.availableFte / max(days, 1)
    }
  }

  /// The children who have no officer in post, in order of id; they are taken from officers who have left.
  private mutating func free() -> [ChildID] {
    let inPost = Set(roster.posts.filter(\.isInPost).map(\.officer.officer))
    let alone = roster.cases.values.filter { child in child.officer.map { !inPost.contains($0) } ?? true }
    for child in alone { roster.allocate(child.child, to: nil) }
    return alone.map(\.child).sorted()
  }

  private mutating func place(_ children: [ChildID]) {
    for child in children {
      guard let known = roster.cases[child] else { continue }
      roster.allocate(child, to: Allocation.choose(for: known, from: roster).officer)
    }
  }

  private mutating func arrive(on day: CivilDate) -> ChildID {
    var number = supposed.count + 1
    var id = ChildID("supposed-\(number)")
    while let taken = id, roster.cases[taken] != nil || supposed.contains(taken) {
      number += 1
      id = ChildID("supposed-\(number)")
    }
    guard let id else { preconditionFailure("a word and a number are an id") }
    supposed.insert(id)
    roster.add(Roster.Case(supposed: id, on: day, weight: policy.profile(on: day).weights.recentlyAccommodated.weight))
    let dueOn = policy.due(.firstReview, from: day)?.dueOn ?? day.adding(days: 28)
    expect(DueReview(child: id, stream: .lookedAfter, number: 1, dueOn: dueOn))
    return id
  }

  private mutating func fall(_ child: ChildID, on day: CivilDate) {
    guard let review = next[child], let officer = roster.cases[child].map(\.officer) else { return }
    fallen[officer, default: []].append(review)
    next[child] = nil
    let limit = DueDates.limit(ofReview: review.number + 1, in: review.stream)
    guard let dueOn = policy.due(limit, from: day)?.dueOn, dueOn > day else { return }
    expect(DueReview(child: child, stream: review.stream, number: review.number + 1, dueOn: dueOn))
  }

  // MARK: Months

  private mutating func close(on day: CivilDate) {
    var lines: [Line] = []
    var lateNow = fallen[.none] ?? []
    for post in roster.posts {
      let officer = post.officer.officer
      let due = (fallen[officer] ?? []).sorted { ($0.dueOn, $0.child) < ($1.dueOn, $1.child) }
      guard post.isInPost || time[officer] != nil || !due.isEmpty else { continue }
      let share = (time[officer] ?? 0) * Double(roster.guide.upperBound) * Forecast.reviewsAYear / 12
      let capacity = Int(share.rounded())
      let waiting = behind[officer] ?? 0
      let missed = due.dropFirst(max(0, capacity - waiting))
      lateNow += missed
      behind[officer] = max(0, waiting + due.count - capacity)
      lines.append(
        Line(
          officer: officer, fte: post.isInPost ? post.availableFte : 0, children: post.children, reviews: due.count,
          capacity: capacity, late: missed.count))
    }
    months.append(
      Month(
        month: day.yearMonth, children: roster.cases.count,
        unallocated: roster.cases.values.count { $0.officer == nil },
        reviews: fallen.values.reduce(0) { $0 + $1.count },
        officers: lines, late: lateNow.count))
    late += lateNow.filter { !supposed.contains($0.child) }
    handOver()
    fallen = [:]
    time = [:]
  }

  /// What an officer who left was behind with falls to those in post, in turn.
  private mutating func handOver() {
    let heirs = roster.posts.filter(\.isInPost).map(\.officer.officer)
    var left = 0
    for post in roster.posts where !post.isInPost { left += behind.removeValue(forKey: post.officer.officer) ?? 0 }
    guard !heirs.isEmpty else { return }
    for turn in 0..<left { behind[heirs[turn % heirs.count], default: 0] += 1 }
  }
}

extension Roster.Case {
  /// A child who is supposed to arrive, of whom nothing else is known.
  fileprivate init(supposed child: ChildID, on day: CivilDate, weight: Double) {
    self.init(child: child, enteredOn: day, officer: nil, weight: weight, team: nil, needs: [], siblings: [])
  }
}
