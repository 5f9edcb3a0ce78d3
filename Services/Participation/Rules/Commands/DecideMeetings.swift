import Contracts

extension Participation {
  /// Records who took part in a review or a conference; what was recorded before of the same one is replaced.
  static func recordAttendance(_ room: Room) throws(Refusal) -> Decision {
    let asked: RecordAttendance = try room.asked()
    if let conference = asked.conference { return try recordAttendance(asked, at: conference, room) }
    var objections = Objections()
    let seats = asked.people.map { [$0.role.text, $0.seat?.text ?? "", $0.agency?.text ?? ""] }
    // Several of one role may come, where something tells them apart.
    objections.add(.namedTwice, twiceIn: seats, at: "/people")
    let which = WhichReview(review: asked.review, child: asked.child, reviewOn: asked.reviewOn)
    let finding = which.find(room.look)
    switch finding {
    case .wrong(let why, let at): objections.add(why, at: at)
    case .found(_, let named):
      let isToCome = named?.held == nil && named?.day.map { $0 > room.today } ?? true
      objections.add(.reviewToCome, at: asked.review == nil ? "/reviewOn" : "/review", if: isToCome)
    case .untold: break
    }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      guard let review = named?.review else { preconditionFailure("a review is named") }
      let recorded = AttendanceRecorded(
        child: view.child, review: review, people: asked.people, quorate: asked.quorate)
      var after = view
      after.voice.keep(ChildVoice.Attendance(review: review, people: asked.people, quorate: asked.quorate))
      return .events([Draft(recorded, about: review.text)] + Contradiction.proposals(after))
    }
  }

  /// Records who took part in a conference, which waits for scheduling to tell of it.
  private static func recordAttendance(
    _ asked: RecordAttendance, at conference: ConferenceID, _ room: Room
  ) throws(Refusal) -> Decision {
    var objections = Objections()
    let seats = asked.people.map { [$0.role.text, $0.seat?.text ?? "", $0.agency?.text ?? ""] }
    objections.add(.namedTwice, twiceIn: seats, at: "/people")
    objections.add(.reviewOrConference, at: "/review", if: asked.review != nil || asked.reviewOn != nil)
    let owner: ChildID? =
      if case .review(let child)? = room.look[.conference(conference)] { child } else { nil }
    let view = owner.flatMap { room.look.view($0) }
    let isNamed = asked.child.map { child in owner.map { $0 == child } ?? true } ?? true
    objections.add(.conferenceOfAnotherChild, at: "/child", if: !isNamed)
    try objections.settle()
    guard let view, view.conferences.contains(where: { $0.conference == conference }) else {
      return .waits(on: .conference(conference), reason: "scheduling has not told of the conference")
    }
    let recorded = AttendanceRecorded(
      child: view.child, people: asked.people, quorate: asked.quorate, conference: conference)
    return .events([Draft(recorded, about: conference.text)])
  }

  /// Records who was invited to a review.
  static func sendInvitation(_ room: Room) throws(Refusal) -> Decision {
    let asked: SendInvitation = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    objections.add(.namedTwice, twiceIn: asked.to, at: "/to")
    let finding = WhichReview(review: asked.review, child: asked.child, reviewOn: asked.reviewOn).find(room.look)
    if case .wrong(let why, let at) = finding { objections.add(why, at: at) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      guard let named else { preconditionFailure("a review is named") }
      let sent = InvitationSent(
        child: view.child, review: named.review, to: asked.to, on: asked.on,
        leadDays: named.day.map { asked.on.days(until: $0) }, chosenByChild: asked.chosenByChild)
      return .events([Draft(sent, about: named.review.text)])
    }
  }

  /// Records what a child prefers about its reviews.
  static func recordPreference(_ room: Room) throws(Refusal) -> Decision {
    let body = try room.asked(RecordPreference.self).body
    return try room.told(PreferenceRecorded(body), of: body.child, on: body.on)
  }

  /// Records that an interpreter was arranged.
  static func arrangeInterpreter(_ room: Room) throws(Refusal) -> Decision {
    let asked: ArrangeInterpreter = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    let finding = WhichReview(review: asked.review, child: asked.child, reviewOn: asked.reviewOn).find(room.look)
    if case .wrong(let why, let at) = finding { objections.add(why, at: at) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      let arranged = InterpreterArranged(
        child: view.child, review: named?.review, on: asked.on, language: asked.language, kind: asked.kind)
      return .events([Draft(arranged, about: named?.review.text ?? view.child.text)])
    }
  }
}
