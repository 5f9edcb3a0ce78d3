public import Contracts

/// What counts of one authority, of all its days, as of the newest that was told: of its children and their reviews,
/// in little room. The facts of any period are cut from it, the same as the tables of the read model would give.
public struct Register: Sendable {
  /// What was told of the children's care.
  public let care: CareRows
  /// Reviews that were held, or have a limit that stands, in order of id.
  private let lines: ReviewLines
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
    self.init(
      care: care.sharingIDs(), lines: ReviewLines(reviews: reviews, limits: limits),
      reasons: Dictionary(reviews.compactMap { one in one.lateReason.map { (one.review, $0) } }) { $1 })
  }

  private init(care: CareRows, lines: ReviewLines, reasons: [ReviewID: String], news: News? = nil) {
    self.care = care
    self.lines = lines
    self.reasons = reasons
    self.news = news
  }

  /// The children of whom a review was told: one, but where it was told of another too.
  public func children(of review: ReviewID) -> [ChildID] {
    lines.of(review).map(\.child) + (news?.register.children(of: review) ?? [])
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
      lines.of(reason.key).contains { $0.isHeld && !children.contains($0.child) }
    }
    return Register(
      care: care.replacing(children, by: newer.care),
      lines: lines.but(children, with: newer.lines),
      reasons: reasons.merging(newer.reasons) { $1 })
  }

  /// About how many bytes of memory it takes.
  public var bytes: Int {
    care.bytes + lines.bytes + reasons.reduce(0) { $0 + 64 + $1.key.text.bytes + $1.value.bytes }
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
      lines.eachCompleted(from: facts.from, to: facts.to, but: others) { line in
        guard let review = line.held(reasons.isEmpty ? nil : reasons[line.review], sources) else { return }
        facts.reviews.append(review)
      }
    }
    if sources.contains(.limits) { facts.limits = lines.limits(from: facts.from, to: facts.to, but: others) }
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

  /// About how many bytes of memory it takes.
  fileprivate var bytes: Int {
    func bytes<Row: RowOfChild>(_ rows: [Row]) -> Int { rows.count * MemoryLayout<Row>.stride }
    return bytes(entries) + bytes(exits) + bytes(statuses) + bytes(placements) + bytes(allocations) + bytes(details)
      + bytes(notices) + entries.reduce(0) { $0 + $1.child.text.bytes }
  }
}

extension String {
  /// About how many bytes of memory it takes beside its own place: none where it is short.
  var bytes: Int { utf8.count > 15 ? (32 + utf8.count + 15) & ~15 : 0 }
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
