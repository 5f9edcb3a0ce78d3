import Contracts

/// What the files of the return say of each child, put together from all years.
struct ReturnHistory {
  /// One child.
  struct Child {
    let child: ChildID
    /// What each year's header says, in order of year.
    var headers: [ReturnFiles.Header] = []
    /// Episodes, one a day, in order.
    var spells: [ReturnFiles.Spell] = []
    var reviews: [ReturnFiles.Review] = []
    var unaccompanied: [ReturnFiles.Unaccompanied] = []
  }

  private(set) var children: [Child] = []
  private(set) var discrepancies: [Discrepancy]

  init(_ files: ReturnFiles) {
    discrepancies = files.discrepancies
    var all: [ChildID: Child] = [:]
    func add(_ child: ChildID, _ change: (inout Child) -> Void) { change(&all[child, default: Child(child: child)]) }
    for header in files.headers { add(header.child) { $0.headers.append(header) } }
    for spell in files.spells { add(spell.child) { $0.spells.append(spell) } }
    for review in files.reviews { add(review.child) { $0.reviews.append(review) } }
    for row in files.unaccompanied { add(row.child) { $0.unaccompanied.append(row) } }
    for child in all.keys.sorted() {
      guard var found = all[child] else { continue }
      found.headers.sort { $0.row.year < $1.row.year }
      guard let header = found.headers.first else {
        let place = found.spells.first?.row ?? found.reviews.first?.row ?? found.unaccompanied.first?.row
        say(place, child, "no row in any header; the child is left out")
        continue
      }
      found.spells = chained(merged(found.spells), header)
      guard !found.spells.isEmpty else {
        say(header.row, child, "no episode that can be used; the child is left out")
        continue
      }
      found.reviews = within(found)
      children.append(found)
    }
    discrepancies.sort { ($0.isOfHistory ? 1 : 0, $0.file, $0.line) < ($1.isOfHistory ? 1 : 0, $1.file, $1.line) }
  }

  private mutating func say(
    _ place: ReturnFiles.Place?, _ child: ChildID, _ words: String, isOfHistory: Bool = false
  ) {
    guard let place else { return }
    discrepancies.append(
      Discrepancy(file: place.file, line: place.line, child: child.text, words: words, isOfHistory: isOfHistory))
  }

  /// Episodes that several years tell, each once: the newest year says how it ended.
  private mutating func merged(_ spells: [ReturnFiles.Spell]) -> [ReturnFiles.Spell] {
    var byDay: [CivilDate: ReturnFiles.Spell] = [:]
    for spell in spells.sorted(by: { $0.row.year < $1.row.year }) {
      if let before = byDay[spell.from] {
        if before.row.year == spell.row.year { say(spell.row, spell.child, "the same DECOM twice; this row holds") }
        if before.status != spell.status || before.placement != spell.placement || before.because != spell.because {
          say(spell.row, spell.child, "otherwise than in \(before.row.file); this row holds")
        } else if let to = before.to, to != spell.to {
          say(spell.row, spell.child, "DEC otherwise than in \(before.row.file); this row holds")
        }
      }
      byDay[spell.from] = spell
    }
    return byDay.values.sorted { $0.from < $1.from }
  }

  /// Says where episodes do not follow one another; those that overlap end where the next begins.
  private mutating func chained(
    _ spells: [ReturnFiles.Spell], _ header: ReturnFiles.Header
  ) -> [ReturnFiles.Spell] {
    var chain: [ReturnFiles.Spell] = []
    for spell in spells {
      guard spell.from >= header.dateOfBirth else {
        say(spell.row, spell.child, "began before the child was born; the row is left out")
        continue
      }
      let starts = spell.because == .startedToBeLookedAfter
      guard let last = chain.last else {
        if !starts {
          say(spell.row, spell.child, "begins with RNE \(spell.because.code), no entry before; taken as one")
        }
        chain.append(spell)
        continue
      }
      let isOver = last.reason != nil
      switch last.to {
      case nil:
        say(spell.row, spell.child, "a new episode, but that of \(last.from) has not ended; it ends here")
        chain[chain.count - 1].to = spell.from
        if starts { say(spell.row, spell.child, "an entry without an exit before; taken as a change") }
      case .some(let to) where spell.from < to:
        say(spell.row, spell.child, "overlaps the episode of \(last.from), which ends \(to); cut there")
        chain[chain.count - 1].to = spell.from
        chain[chain.count - 1].reason = nil
      case .some(let to):
        if isOver, !starts { say(spell.row, spell.child, "RNE \(spell.because.code) after an exit; taken as an entry") }
        if !isOver, starts { say(spell.row, spell.child, "an entry without an exit before; taken as a change") }
        if !isOver, spell.from > to { say(spell.row, spell.child, "a gap: the episode before ended on \(to)") }
      }
      chain.append(spell)
    }
    return chain
  }

  /// Reviews while the child was looked after, each day once.
  private mutating func within(_ child: Child) -> [ReturnFiles.Review] {
    var byDay: [CivilDate: ReturnFiles.Review] = [:]
    for review in child.reviews {
      let isInCare = child.spells.contains { spell in
        spell.from <= review.on && spell.to.map { review.on <= $0 } ?? true
      }
      guard isInCare else {
        say(review.row, review.child, "a review when not looked after; it is left out")
        continue
      }
      if let before = byDay[review.on] {
        if before.code != review.code { say(review.row, review.child, "two codes for one day; the first holds") }
        continue
      }
      byDay[review.on] = review
    }
    return byDay.values.sorted { $0.on < $1.on }
  }
}
