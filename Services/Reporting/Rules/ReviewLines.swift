import Contracts

/// Reviews of an authority that were held, or have a limit that stands, in order of id and in little room: a child's id
/// stands once, and of a review's id only what follows its child's.
struct ReviewLines: Sendable {
  /// A review with the ids of its own.
  struct Element {
    let review: ReviewID
    let child: ChildID
    fileprivate let line: Line

    /// Whether the review was held.
    var isHeld: Bool { line.stream != nil }
  }

  private var children: [ChildID] = []
  /// Ids of reviews that do not begin with their child's, or go on for long.
  private var names: [ReviewID] = []
  private var lines: [Line] = []

  /// Reviews in order of id, with limits in order of review.
  init(reviews: [HeldReview], limits: [ReviewLimit]) {
    var builder = Builder(count: max(reviews.count, limits.count))
    var rest = limits[...]
    for review in reviews {
      while let limit = rest.first, limit.review < review.review { builder.append(rest.removeFirst()) }
      var limit = rest.first?.review == review.review ? rest.removeFirst() : nil
      if let other = limit, other.child != review.child {
        builder.append(other)
        limit = nil
      }
      builder.append(review, limit)
    }
    for limit in rest { builder.append(limit) }
    self = builder.made
  }

  private init() {}

  /// The reviews of an id: one, but where it was told of more than one child.
  func of(_ review: ReviewID) -> [Element] {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if name(of: lines[middle]) < review { low = middle + 1 } else { high = middle }
    }
    return lines[low...].lazy.map(element).prefix { $0.review == review }
  }

  /// The same without the reviews of some children, and with those of `others`.
  func but(_ gone: Set<ChildID>, with others: ReviewLines) -> ReviewLines {
    var builder = Builder(count: lines.count + others.lines.count)
    var rest = others.lines[...]
    for line in lines where !gone.contains(child(of: line)) {
      let own = element(line)
      while let next = rest.first, others.name(of: next) < own.review {
        builder.append(others.element(rest.removeFirst()))
      }
      builder.append(own)
    }
    for line in rest { builder.append(others.element(line)) }
    return builder.made
  }

  /// Calls `body` with each review that was complete within a period, but those of some children.
  func eachCompleted(from: CivilDate, to: CivilDate, but gone: Set<ChildID>, _ body: (Element) -> Void) {
    for line in lines where line.completedOn.lies(from: from, to: to) && !gone.contains(child(of: line)) {
      body(element(line))
    }
  }

  /// The limits that fall within a period, but those of some children.
  func limits(from: CivilDate, to: CivilDate, but gone: Set<ChildID>) -> [ReviewLimit] {
    lines.compactMap { line in
      guard line.limitOn.lies(from: from, to: to), let dueOn = line.limitOn.date, !gone.contains(child(of: line))
      else { return nil }
      return ReviewLimit(
        review: name(of: line), child: child(of: line), dueOn: dueOn, anchor: line.anchor.date,
        heldOn: line.heldOn.date)
    }
  }

  /// About how many bytes of memory it takes.
  var bytes: Int {
    lines.count * MemoryLayout<Line>.stride + children.reduce(0) { $0 + $1.text.bytes }
      + names.reduce(0) { $0 + $1.text.bytes }
  }

  private func child(of line: Line) -> ChildID { children[Int(line.child)] }

  private func name(of line: Line) -> ReviewID {
    switch line.name {
    case .tail(let tail): ReviewID(of: child(of: line), tail)
    case .other(let index): names[Int(index)]
    }
  }

  private func element(_ line: Line) -> Element {
    Element(review: name(of: line), child: child(of: line), line: line)
  }

  /// Takes reviews in order of id.
  private struct Builder {
    private(set) var made = ReviewLines()
    private var numbers: [ChildID: Int32] = [:]

    init(count: Int) { made.lines.reserveCapacity(count) }

    mutating func append(_ review: HeldReview, _ limit: ReviewLimit?) {
      var line = Line(child: number(of: review.child), name: name(of: review.review, review.child))
      line.stream = review.stream
      line.heldOn = Day(review.heldOn)
      line.completedOn = Day(review.completedOn)
      line.dueOn = Day(review.dueOn)
      line.localDueOn = Day(review.localDueOn)
      line.isInTimescale = review.isInTimescale
      line.code = review.code
      line.recordWorkingDays = review.recordWorkingDays.map { Int32(clamping: $0) }
      line.isSeen = review.isSeen
      line.isAudited = review.isAudited
      line.limitOn = Day(limit?.dueOn)
      line.anchor = Day(limit?.anchor)
      made.lines.append(line)
    }

    mutating func append(_ limit: ReviewLimit) {
      var line = Line(child: number(of: limit.child), name: name(of: limit.review, limit.child))
      line.heldOn = Day(limit.heldOn)
      line.limitOn = Day(limit.dueOn)
      line.anchor = Day(limit.anchor)
      made.lines.append(line)
    }

    mutating func append(_ element: Element) {
      var line = element.line
      line.child = number(of: element.child)
      line.name = name(of: element.review, element.child)
      made.lines.append(line)
    }

    private mutating func number(of child: ChildID) -> Int32 {
      if let number = numbers[child] { return number }
      let number = Int32(made.children.count)
      numbers[child] = number
      made.children.append(child)
      return number
    }

    private mutating func name(of review: ReviewID, _ child: ChildID) -> Line.Name {
      if let tail = review.tail(after: child) { return .tail(tail) }
      made.names.append(review)
      return .other(Int32(made.names.count - 1))
    }
  }
}

extension ReviewLines.Element {
  /// The review as it was held, with what is asked for; nil where it was not held.
  func held(_ reason: String?, _ sources: Sources) -> HeldReview? {
    guard let stream = line.stream, let heldOn = line.heldOn.date, let completedOn = line.completedOn.date
    else { return nil }
    return HeldReview(
      review: review, child: child, stream: stream, heldOn: heldOn, completedOn: completedOn, dueOn: line.dueOn.date,
      localDueOn: line.localDueOn.date, isInTimescale: line.isInTimescale, lateReason: reason, code: line.code,
      recordWorkingDays: line.recordWorkingDays.map(Int.init),
      isSeen: line.isSeen && sources.contains(.sightings), isAudited: line.isAudited && sources.contains(.audits))
  }
}

/// One review: that it was held, its limit, or both. Its parts stand in the order that takes least room.
private struct Line: Sendable {
  /// A review's id: what follows its child's, as bytes from the lowest on, or the place where it stands whole.
  enum Name {
    case tail(UInt64)
    case other(Int32)
  }

  var name: Name
  /// nil where the review was not held.
  var stream: ReviewStream?
  var code: ParticipationCode?
  var isInTimescale: Bool?
  var recordWorkingDays: Int32?
  var isSeen = false
  var isAudited = false
  var child: Int32
  var heldOn = Day(nil)
  var completedOn = Day(nil)
  var dueOn = Day(nil)
  var localDueOn = Day(nil)
  var limitOn = Day(nil)
  var anchor = Day(nil)

  init(child: Int32, name: Name) {
    self.child = child
    self.name = name
  }
}

/// A day, or none, in four bytes.
private struct Day: Sendable {
  private let number: Int32

  init(_ date: CivilDate?) { number = date?.dayNumber ?? .min }

  var date: CivilDate? { number == .min ? nil : CivilDate(daysSince1970: Int(number)) }

  /// Whether it is a day from the one to the other, both inclusive.
  func lies(from: CivilDate, to: CivilDate) -> Bool { from.dayNumber <= number && number <= to.dayNumber }
}

extension ReviewID {
  /// What follows the child's id, where the id begins with that and goes on for eight bytes at most.
  fileprivate func tail(after child: ChildID) -> UInt64? {
    let count = text.utf8.count - child.text.utf8.count
    guard (0...8).contains(count), text.utf8.starts(with: child.text.utf8) else { return nil }
    return text.utf8.suffix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The id of which that follows the child's.
  fileprivate init(of child: ChildID, _ tail: UInt64) {
    let count = (UInt64.bitWidth - tail.leadingZeroBitCount + 7) / 8
    let bytes = (0..<count).lazy.map { UInt8(truncatingIfNeeded: tail >> (8 * $0)) }
    guard let id = ReviewID(child.text + String(decoding: bytes, as: UTF8.self)) else {
      preconditionFailure("it was an id before")
    }
    self = id
  }
}
