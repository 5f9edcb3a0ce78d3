public import Contracts

/// What counts of one authority, of all its days, as of the newest that was told: of its children and their reviews,
/// in little room. The facts of any period are cut from it, the same as the tables of the read model would give.
public struct Register: Sendable {
  /// What was told of the children's care.
  public let care: CareRows
  /// Reviews that were held, or have a limit that stands, in order of id.
  private let lines: [Line]
  /// Why reviews were late, where somebody said so.
  private let reasons: [ReviewID: String]
  /// What was told since, not worked in yet.
  private let news: News?

  /// All that counts of some children, in place of what the rest holds of them.
  private final class News: Sendable {
    let children: Set<ChildID>
    let register: Register

    init(_ children: Set<ChildID>, _ register: Register) {
      self.children = children
      self.register = register
    }
  }

  /// News of more children are worked in: to copy a whole register for each would keep questions waiting.
  private static let mostNews = 64

  /// A register of what was loaded of all days: reviews in order of id, limits in order of review.
  public init(care: CareRows, reviews: [HeldReview], limits: [ReviewLimit]) {
    var lines: [Line] = []
    lines.reserveCapacity(max(reviews.count, limits.count))
    var rest = limits[...]
    for review in reviews {
      while let limit = rest.first, limit.review < review.review {
        lines.append(Line(rest.removeFirst()))
      }
      var limit = rest.first?.review == review.review ? rest.removeFirst() : nil
      if let other = limit, other.child != review.child {
        lines.append(Line(other))
        limit = nil
      }
      lines.append(Line(review, limit))
    }
    lines += rest.map { Line($0) }
    self.init(
      care: care, lines: lines,
      reasons: Dictionary(reviews.compactMap { one in one.lateReason.map { (one.review, $0) } }) { $1 })
  }

  private init(care: CareRows, lines: [Line], reasons: [ReviewID: String], news: News? = nil) {
    self.care = care
    self.lines = lines
    self.reasons = reasons
    self.news = news
  }

  /// The children of whom a review was told: one, but where it was told of another too.
  public func children(of review: ReviewID) -> [ChildID] {
    lines(of: review).map(\.child) + (news?.register.children(of: review) ?? [])
  }

  private func lines(of review: ReviewID) -> ArraySlice<Line> {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].review < review { low = middle + 1 } else { high = middle }
    }
    return lines[low...].prefix { $0.review == review }
  }

  /// The same with all that counts of some children taken from `newer`, which holds nothing of others.
  public func replacing(_ children: Set<ChildID>, by newer: Register) -> Register {
    let newer = newer.whole
    let news = News(
      children.union(news?.children ?? []), news?.register.working(newer, in: children) ?? newer)
    if news.children.count > Register.mostNews { return working(news.register, in: news.children) }
    return Register(care: care, lines: lines, reasons: reasons, news: news)
  }

  /// The same with the news worked in.
  private var whole: Register { news.map { working($0.register, in: $0.children) } ?? self }

  private func working(_ newer: Register, in children: Set<ChildID>) -> Register {
    let reasons = reasons.filter { reason in
      lines(of: reason.key).contains { $0.isHeld && !children.contains($0.child) }
    }
    return Register(
      care: care.replacing(children, by: newer.care),
      lines: lines.filter { !children.contains($0.child) }.merged(newer.lines) { $0.review < $1.review },
      reasons: reasons.merging(newer.reasons) { $1 })
  }

  /// About how many bytes of memory it takes.
  public var bytes: Int {
    // An id of more than 15 bytes stands outside its row.
    let ids = lines.first.map { $0.review.text.utf8.count > 15 ? 2 * 64 : 0 } ?? 0
    return care.bytes + lines.count * (MemoryLayout<Line>.stride + ids) + reasons.count * 96
      + (news?.register.bytes ?? 0)
  }

  // MARK: - Facts

  /// Enters what it holds of the facts' period, of the parts asked for.
  public func fill(_ facts: inout Facts, _ sources: Sources) {
    fill(&facts, sources, but: news?.children ?? [])
    guard let news else { return }
    var newer = Facts(from: facts.from, to: facts.to)
    news.register.fill(&newer, sources, but: [])
    facts.periods = facts.periods.merged(newer.periods) { ($0.child, $0.enteredOn) < ($1.child, $1.enteredOn) }
    facts.reviews = facts.reviews.merged(newer.reviews) { $0.review < $1.review }
    facts.limits = facts.limits.merged(newer.limits) { $0.review < $1.review }
  }

  private func fill(_ facts: inout Facts, _ sources: Sources, but others: Set<ChildID>) {
    if sources.contains(.care) {
      facts.periods = care.periods(from: facts.from, to: facts.to)
      if !others.isEmpty { facts.periods.removeAll { others.contains($0.child) } }
    }
    if sources.contains(.reviews) {
      for line in lines where line.isCompleted(from: facts.from, to: facts.to) && !others.contains(line.child) {
        guard let review = line.held(reasons.isEmpty ? nil : reasons[line.review], sources) else { continue }
        facts.reviews.append(review)
      }
    }
    if sources.contains(.limits) {
      for line in lines {
        guard let limit = line.limit, facts.holds(limit.dueOn), !others.contains(line.child) else { continue }
        facts.limits.append(limit)
      }
    }
  }
}

// MARK: - Lines

/// A day, or none, in four bytes.
private struct Day: Sendable {
  private let number: Int32

  init(_ date: CivilDate?) { number = date?.dayNumber ?? .min }

  var date: CivilDate? { number == .min ? nil : CivilDate(daysSince1970: Int(number)) }

  /// Whether it is a day from the one to the other, both inclusive.
  func lies(from: CivilDate, to: CivilDate) -> Bool { from.dayNumber <= number && number <= to.dayNumber }
}

/// One review: that it was held, its limit, or both.
private struct Line: Sendable {
  let review: ReviewID
  let child: ChildID
  private let heldOn: Day
  private let completedOn: Day
  private let dueOn: Day
  private let localDueOn: Day
  private let limitOn: Day
  private let anchor: Day
  private let recordWorkingDays: Int32
  private let isInTimescale: Bool?
  private let code: ParticipationCode?
  private let stream: ReviewStream?
  private let isSeen: Bool
  private let isAudited: Bool

  init(_ review: HeldReview, _ limit: ReviewLimit?) {
    self.review = review.review
    child = review.child
    heldOn = Day(review.heldOn)
    completedOn = Day(review.completedOn)
    dueOn = Day(review.dueOn)
    localDueOn = Day(review.localDueOn)
    limitOn = Day(limit?.dueOn)
    anchor = Day(limit?.anchor)
    recordWorkingDays = review.recordWorkingDays.map { Int32(clamping: $0) } ?? .min
    isInTimescale = review.isInTimescale
    code = review.code
    stream = review.stream
    isSeen = review.isSeen
    isAudited = review.isAudited
  }

  init(_ limit: ReviewLimit) {
    review = limit.review
    child = limit.child
    heldOn = Day(limit.heldOn)
    completedOn = Day(nil)
    dueOn = Day(nil)
    localDueOn = Day(nil)
    limitOn = Day(limit.dueOn)
    anchor = Day(limit.anchor)
    recordWorkingDays = .min
    isInTimescale = nil
    code = nil
    stream = nil
    isSeen = false
    isAudited = false
  }

  /// Whether it was held.
  var isHeld: Bool { stream != nil }

  func isCompleted(from: CivilDate, to: CivilDate) -> Bool { completedOn.lies(from: from, to: to) }

  /// The review as it was held; nil where it was not.
  func held(_ reason: String?, _ sources: Sources) -> HeldReview? {
    guard let heldOn = heldOn.date, let completedOn = completedOn.date, let stream else { return nil }
    return HeldReview(
      review: review, child: child, stream: stream, heldOn: heldOn, completedOn: completedOn, dueOn: dueOn.date,
      localDueOn: localDueOn.date, isInTimescale: isInTimescale, lateReason: reason, code: code,
      recordWorkingDays: recordWorkingDays == .min ? nil : Int(recordWorkingDays),
      isSeen: isSeen && sources.contains(.sightings), isAudited: isAudited && sources.contains(.audits))
  }

  /// The limit; nil where none stands.
  var limit: ReviewLimit? {
    limitOn.date.map {
      ReviewLimit(review: review, child: child, dueOn: $0, anchor: anchor.date, heldOn: heldOn.date)
    }
  }
}

// MARK: - Rows of care

extension CareRows {
  fileprivate func replacing(_ children: Set<ChildID>, by newer: CareRows) -> CareRows {
    func rows<Row: RowOfChild>(_ part: KeyPath<CareRows, [Row]>) -> [Row] {
      self[keyPath: part].filter { !children.contains($0.child) }
        .merged(newer[keyPath: part]) { $0.child < $1.child }
    }
    var all = CareRows()
    all.entries = rows(\.entries)
    all.exits = rows(\.exits)
    all.statuses = rows(\.statuses)
    all.placements = rows(\.placements)
    all.allocations = rows(\.allocations)
    all.details = rows(\.details)
    all.notices = rows(\.notices)
    return all
  }

  fileprivate var bytes: Int {
    func bytes<Row: RowOfChild>(_ rows: [Row]) -> Int {
      rows.count * (MemoryLayout<Row>.stride + (rows.first.map { $0.child.text.utf8.count > 15 ? 64 : 0 } ?? 0))
    }
    return bytes(entries) + bytes(exits) + bytes(statuses) + bytes(placements) + bytes(allocations) + bytes(details)
      + bytes(notices)
  }
}

extension Array {
  /// The elements of two arrays that are in order, in order.
  fileprivate func merged(_ others: [Element], _ isBefore: (Element, Element) -> Bool) -> [Element] {
    var merged: [Element] = []
    merged.reserveCapacity(count + others.count)
    var rest = others[...]
    for element in self {
      while let next = rest.first, isBefore(next, element) { merged.append(rest.removeFirst()) }
      merged.append(element)
    }
    merged.append(contentsOf: rest)
    return merged
  }
}
