import Contracts
import Journal

/// What comes of a fact, owed until whoever told it was answered, so that nobody waits for it.
struct Reaction {
  let event: Event
  let known: Timestamp
  let drafts: @Sendable () -> [Draft]
}

// What is owed is paid before anything else is decided or journaled: so the journal is as if it had been paid at
// once, and only the newest event of a journal can owe. After a crash that is seen from the journal alone: a fact
// from outside behind which nothing stands is decided again, from the states before it. They are there, since the
// state of its stream is not written while it owes. Where nothing came of it, nothing comes of it again. A service that
// follows others owes nothing: what it heard of them since would stand among those states.
extension Turn {
  private var mayOwe: Bool { service.rules.service.follows.isEmpty }

  /// Owes what comes of a fact just journaled. It is paid at once where something else came of the fact already, or
  /// where a state into which it is folded must be written with this turn's batch.
  func owe(_ reaction: Reaction, at place: Place, isLast: Bool) {
    owed.append(reaction)
    if mayOwe, isLast, !states.isDue(place), secondary(reaction.event).isEmpty {
      states.held = place
    } else {
      settle()
    }
  }

  /// Pays what is owed.
  func settle() {
    guard !owed.isEmpty else { return }
    let reactions = owed
    owed = []
    states.held = nil
    for reaction in reactions {
      append(reaction.drafts(), reaction.event.authority, Cause(of: reaction.event, reaction.known))
    }
  }

  /// What the newest event of a journal may owe, at a start, before it is folded; nil where it owes nothing, or where
  /// this program would not take it, as one before did.
  func reaction(ofNewest event: Event, at place: Place) -> Reaction? {
    guard mayOwe, event.key.source != "/holdfast/\(service.rules.service.rawValue)", event.withdrawn == nil,
      secondary(event).isEmpty, let sequence = event.sequence, states.newest(place) < sequence,
      let known = event.receivedtime, let type = eventTypes[event.type], type.isTaken,
      let read = try? event.read(as: type, at: "/event/data"),
      case .taken(let drafts) = try? service.rules.take(read, states.look(event.authority), Moment(known))
    else { return nil }
    return Reaction(event: read, known: known, drafts: drafts)
  }
}
