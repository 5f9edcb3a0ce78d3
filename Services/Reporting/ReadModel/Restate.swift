import Contracts
import GRDB
import ReportingRules

/// Finds what moved the figures of a period between two views of it: by walking from the one to the other, event by
/// event, past those that are about what moved.
struct Restate {
  let before: Scope
  let after: Scope
  let feeds: [Feed]
  let kept: Kept
  let db: Database

  /// What moved records of a figure, and which.
  struct Mover {
    /// An event of a feed, or how many children live in the area, as Reporting itself was told.
    enum Cause {
      case told(ToldEvent)
      case loaded(PopulationFile.Entry)
    }

    let cause: Cause
    let records: [String]
  }

  /// A figure that changed, and what moved it.
  struct Restated {
    let moved: Moved
    let movers: [Mover]
  }

  /// One step of the walk: what is counted after it, and the events that it takes in: one, but where several became
  /// known at once and out of order.
  private struct Step {
    let scope: Scope
    let events: [ToldEvent]
  }

  /// The figures that changed among those given, each with the events that moved it.
  func restated(_ figures: [Figure]) throws -> [Restated] {
    let sources = figures.reduce(into: Sources()) { $0.formUnion($1.sources) }
    var old = try LoadFacts(before, feeds, db).facts(sources)
    old.take(kept.populations(of: before))
    var new = try LoadFacts(after, feeds, db).facts(sources)
    new.take(kept.populations(of: after))
    let moved = figures.compactMap { Moved($0, from: old, to: new) }
    guard !moved.isEmpty else { return [] }
    let things = moved.map { $0.isWhole ? ["": $0.records] : $0.things(old, new) }
    // How the records of each thing stand, as far as the walk has come.
    var standing = zip(moved, things).map { moved, things in things.mapValues { moved.standing(of: $0, in: old) } }
    var movers = [[Mover]](repeating: [], count: moved.count)
    for step in try steps() {
      for (thing, events) in Dictionary(grouping: step.events, by: { $0.about ?? "" }) {
        let concerned = moved.indices.filter { things[$0][moved[$0].isWhole ? "" : thing] != nil }
        guard !concerned.isEmpty else { continue }
        let sources = concerned.reduce(into: Sources()) { $0.formUnion(moved[$1].figure.sources) }
        let isWhole = concerned.contains { moved[$0].isWhole }
        let child = isWhole ? nil : ToldEvent.child(thing)
        let facts = try LoadFacts(step.scope, feeds, db, only: child).facts(sources)
        for index in concerned {
          let key = moved[index].isWhole ? "" : thing
          let now = moved[index].standing(of: things[index][key] ?? [], in: facts)
          let records = now.symmetricDifference(standing[index][key] ?? [])
          guard !records.isEmpty else { continue }
          standing[index][key] = now
          let ids = Set(records.map { String($0.dropFirst(2)) }).intersection(moved[index].records).sorted()
          movers[index] += events.map { Mover(cause: .told($0), records: ids) }
        }
      }
    }
    for index in moved.indices where moved[index].figure.sources.contains(.population) {
      movers[index] += loaded(moved[index], old, new)
    }
    return zip(moved, movers).map { Restated(moved: $0, movers: $1) }
  }

  /// The populations that moved a figure, in order of telling.
  private func loaded(_ moved: Moved, _ old: Facts, _ new: Facts) -> [Mover] {
    func standing(_ facts: Facts) -> Set<String> {
      Moved.standing(moved.figure.measure(facts)).filter { $0.hasPrefix("d ") }
    }
    var (facts, last, step) = (new, standing(old), after)
    return kept.populations.entries.compactMap { entry in
      guard entry.knownOn <= after.knownOn, entry.sequence <= after.populations,
        entry.knownOn > before.knownOn || entry.sequence > before.populations
      else { return nil }
      step.populations = entry.sequence
      facts.take(kept.populations(of: step))
      let now = standing(facts)
      let records = Set(now.symmetricDifference(last).map { String($0.dropFirst(2)) }).intersection(moved.records)
      last = now
      return records.isEmpty ? nil : Mover(cause: .loaded(entry), records: records.sorted())
    }
  }

  // MARK: - The walk

  /// The way from the one view to the other. Where each feed became known in its order, it goes event by event, in the
  /// order of the known times; what became known out of order comes with the time at which it did.
  private func steps() throws -> [Step] {
    var late: [ToldEvent] = []
    var next: [[ToldEvent]] = []
    var cuts = before.cutoffs
    for feed in feeds {
      let views = (
        try AsOf(feed.service, of: before, feeds, db), try AsOf(feed.service, of: after, feeds, db)
      )
      let events = try ToldEvent.between(views.0, views.1, of: feed, db)
      let newest = try Int64.fetchOne(
        db, sql: "SELECT max(position) FROM fact_told WHERE feed = ? AND position <= ? AND known <= ?",
        arguments: [feed.id, views.0.cut, views.0.known])
      if let first = events.first, first.position <= newest ?? 0 {
        late += events.filter { $0.position <= views.0.cut }
        next.append(events.filter { $0.position > views.0.cut })
      } else {
        cuts.removeAll { $0.service == feed.service }
        cuts.append(Feed.cutoff(feed.service, at: newest ?? 0))
        next.append(events)
      }
    }
    return steps(late, next, cuts)
  }

  /// Takes the events in between one another by their known times: those of `feeds` in order each, and what became
  /// known out of order by letting time pass.
  private func steps(_ late: [ToldEvent], _ feeds: [[ToldEvent]], _ start: [Cutoff]) -> [Step] {
    var groups = Dictionary(grouping: late, by: \.known).sorted { $0.key < $1.key }[...]
    var known = groups.isEmpty ? after.knownOn.millisecondsSince1970 : before.knownOn.millisecondsSince1970
    var cuts = start
    var places = [Int](repeating: 0, count: feeds.count)
    var steps: [Step] = []
    func time(_ feed: Int) -> Int64 { max(known, feeds[feed][places[feed]].known) }
    while true {
      let feed = feeds.indices.filter { places[$0] < feeds[$0].count }
        .min { feeds[$0][places[$0]].known < feeds[$1][places[$1]].known }
      if let group = groups.first, feed.map({ group.key <= time($0) }) ?? true {
        groups = groups.dropFirst()
        known = max(known, group.key)
        steps.append(Step(scope: scope(cuts, knownOn: known), events: group.value))
      } else if let feed {
        known = time(feed)
        let event = feeds[feed][places[feed]]
        places[feed] += 1
        cuts.removeAll { $0.service == event.feed.service }
        cuts.append(Feed.cutoff(event.feed.service, at: event.position))
        steps.append(Step(scope: scope(cuts, knownOn: known), events: [event]))
      } else {
        return steps
      }
    }
  }

  private func scope(_ cuts: [Cutoff], knownOn: Int64) -> Scope {
    Scope(
      authority: after.authority, from: after.from, to: after.to,
      knownOn: Timestamp(millisecondsSince1970: knownOn), cutoffs: cuts)
  }
}

extension Feed {
  /// The cut-off at a position.
  static func cutoff(_ service: ServiceName, at position: Int64) -> Cutoff {
    Cutoff(service: service, epoch: epoch(of: position), sequence: sequence(of: position))
  }
}

extension Restate.Restated {
  /// The figure as `restatements` answers it.
  func json(_ before: Report, _ after: Report) -> JSON {
    .object([
      ("figure", .string(moved.figure.name)), ("unit", .string(moved.figure.unit.rawValue)),
      ("before", moved.before.value.map { .number($0) }), ("after", moved.after.value.map { .number($0) }),
      ("certificateBefore", .string(before.certificate(moved.figure, moved.before).text)),
      ("certificateAfter", .string(after.certificate(moved.figure, moved.after).text)),
      ("records", .strings(moved.records)), ("events", .array(movers.map(\.json))),
    ])
  }
}

extension Restate.Mover {
  fileprivate var json: JSON {
    let records = ("records", JSON?.some(.strings(records)))
    switch cause {
    case .told(let event):
      return .object([
        ("service", .string(event.feed.service.rawValue)), ("epoch", .integer(Feed.epoch(of: event.position))),
        ("sequence", .string(Feed.sequence(of: event.position).text)), ("type", .string(event.type)),
        ("source", .string(event.source)), ("id", .string(event.id)),
        ("knownOn", .string(Timestamp(millisecondsSince1970: event.known).description)), records,
      ])
    case .loaded(let entry):
      return .object([
        ("service", .string(ServiceName.reporting.rawValue)), ("sequence", .string(Sequence(entry.sequence).text)),
        ("type", .string(PopulationLoaded.name)), ("knownOn", .string(entry.knownOn.description)), records,
      ])
    }
  }
}
