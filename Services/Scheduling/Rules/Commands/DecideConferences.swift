import Contracts
import Policy

extension Decide {
  /// Records a child protection conference: an initial one is in time within 15 working days of the strategy discussion
  /// that started the enquiry, a review of the plan within 3 months of the initial one, and then within 6 (Working
  /// Together to Safeguard Children).
  static func holdConference(_ room: Room) throws(Refusal) -> Decision {
    let asked: HoldConference = try room.asked()
    let child = try room.child(asked.child)
    var objections = Objections()
    objections.add(
      .conferenceExists, at: "/conference",
      if: asked.conference.map { id in child.conferences.contains { $0.id == id } } ?? false)
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    objections.add(.conferenceOnThatDay, at: "/on", if: child.conferences.contains { $0.on == asked.on })
    objections.add(
      .strategyAfterConference, at: "/strategyDiscussionOn",
      if: asked.strategyDiscussionOn.map { $0 > asked.on } ?? false)
    try objections.settle()
    let given = asked.kind == .initial ? asked.strategyDiscussionOn : nil
    let place =
      given.map { ConferencePlace(room.policy, strategyOn: $0) }
      ?? child.conferencePlace(asked.kind, on: asked.on, room.policy)
    var warnings: [String] = []
    if asked.quorate == false { warnings.append("not-quorate") }
    switch asked.kind {
    case .initial: if place.strategyOn == nil { warnings.append("no-strategy-discussion") }
    case .review: if place.due == nil { warnings.append("no-conference-before") }
    }
    let dueOn = place.due?.dueOn
    let id = asked.conference ?? child.nextConferenceID
    let held = ConferenceHeld(
      conference: id, child: child.child, kind: asked.kind, on: asked.on, strategyDiscussionOn: place.strategyOn,
      dueOn: dueOn, inTimescale: dueOn.map { asked.on <= $0 }, officer: asked.officer, quorate: asked.quorate,
      outcome: asked.outcome, because: given == nil && dueOn != nil ? place.due?.because : nil)
    return .events(
      room.told(held, about: id.text, child), assigned: [("conference", id.text)], warnings: warnings)
  }

  /// Records to whom a conference's record went, and whether in time.
  static func distributeConferenceRecord(_ room: Room) throws(Refusal) -> Decision {
    let asked: DistributeConferenceRecord = try room.asked()
    let child = try room.child(asked.child)
    guard let conference = child.conferences.first(where: { $0.id == asked.conference }) else {
      throw Refusal(.conferenceNotFound, at: "/conference")
    }
    var objections = Objections()
    objections.add(.doneInFuture, at: "/on", if: asked.on > room.today)
    objections.add(.distributedBeforeConference, at: "/on", if: asked.on < conference.on)
    try objections.settle()
    let limit = room.policy.days(.conferenceRecord, from: conference.on)
    let distributed = ConferenceRecordDistributed(
      conference: conference.id, child: child.child, on: asked.on, to: asked.to,
      workingDays: room.policy.calendar.workingDays(after: conference.on, through: asked.on),
      inTimescale: limit?.statutory.map { asked.on <= $0 })
    return .events(room.told(distributed, about: conference.id.text, child))
  }
}

extension ChildRecord {
  /// An id for the next conference, such as `C00417-CP2`.
  var nextConferenceID: ConferenceID {
    let taken = Set(conferences.map(\.id))
    for number in (conferences.count + 1)... {
      guard let id = ConferenceID("\(child)-CP\(number)") else { break }
      if !taken.contains(id) { return id }
    }
    preconditionFailure("a child's id and a number are an id")
  }
}
