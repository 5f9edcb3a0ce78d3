import Contracts
import Policy

/// A time in one placement. Derived, never stored.
struct Stay {
  /// The first day.
  let on: CivilDate
  let type: PlacementType
  let registration: Registration
  /// Whether the child moved into it within a period of care.
  let isMove: Bool
  /// The day on which the child moved on or left care; nil while it lives there.
  var until: CivilDate?

  /// Whether a day lies in it, the day of moving on included.
  func contains(_ day: CivilDate) -> Bool { on <= day && day <= until ?? .latest }
}

extension CarePeriod {
  /// The placements of the period, each with its end. A temporary placement (T) ends none and begins none, as the child
  /// returns, unless its registration is in question; a return from one to a placement of the same kind goes on with
  /// it.
  var stays: [Stay] {
    var stays: [Stay] = []
    var isAway = false
    for placement in placements {
      let registration = placement.registration.flatMap { Registration(rawValue: $0.text) } ?? .registered
      guard !placement.type.isTemporary || registration != .registered else {
        isAway = true
        continue
      }
      if let last = stays.last, isAway, last.type == placement.type, last.registration == registration {
        isAway = false
        continue
      }
      isAway = false
      // Of two placements on one day the one told last rules.
      if stays.last?.on == placement.on { stays.removeLast() }
      if !stays.isEmpty { stays[stays.count - 1].until = placement.on }
      stays.append(
        Stay(on: placement.on, type: placement.type, registration: registration, isMove: !stays.isEmpty, until: nil))
    }
    if !stays.isEmpty { stays[stays.count - 1].until = leftOn }
    return stays
  }

  /// The first day on which the full regulations applied, short breaks apart (CPR 2010 reg 48).
  var fullFrom: CivilDate? { statuses.first { !$0.status.isShortBreaks }?.on }

  /// The first day on which the regulations no longer applied: care ended, or the child was placed for adoption and did
  /// not return (CPR 2010 reg 3); nil while they do.
  var fullUntil: CivilDate? {
    var from: CivilDate?
    for placement in lasting { from = placement.type.isForAdoption ? from ?? placement.on : nil }
    return [from, leftOn].compactMap(\.self).min()
  }
}

extension ChildRecord {
  /// The days on which milestones of some kinds were done, in order.
  func done(_ kinds: String...) -> [CivilDate] {
    milestones.compactMap { kinds.contains($0.kind.text) ? $0.doneOn : nil }.sorted()
  }

  /// The days of an officer's work of a kind, in order.
  func days(of kind: WorkKind) -> [CivilDate] { acts.compactMap { $0.kind == kind ? $0.on : nil } }
}

extension AdoptedPolicy {
  /// Whether any profile adopted watches deadlines of a kind.
  func everWatches(_ kind: DeadlineKind) -> Bool { adoptions.contains { $0.profile.watches(kind) } }
}
