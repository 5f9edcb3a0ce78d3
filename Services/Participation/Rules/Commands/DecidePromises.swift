import Contracts

extension Participation {
  /// Records a promise: what was said led to it, and it is kept, late or dropped.
  static func makePromise(_ room: Room) throws(Refusal) -> Decision {
    let asked: MakePromise = try room.asked()
    guard let promise = asked.promise ?? PromiseID(room.ask.assigned) else {
      preconditionFailure("the id assigned is no identifier")
    }
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    objections.add(.dueBeforeMade, at: "/dueOn", if: asked.dueOn < asked.on)
    if case .promise? = room.look[.promise(promise)] { objections.add(.promiseExists, at: "/promise") }
    if let survey = asked.survey, room.look[.survey(survey)] == nil { objections.add(.surveyNotFound, at: "/survey") }
    try objections.settle()
    if let child = asked.child {
      guard case .known? = room.look[.known(child)] else { return waits(for: child) }
    }
    let made = PromiseMade(
      promise: promise, child: asked.child, survey: asked.survey, to: asked.to, words: asked.words,
      owner: asked.owner, dueOn: asked.dueOn, on: asked.on)
    return .events([Draft(made, about: promise.text)], assigned: [("promise", promise.text)])
  }

  /// Records that a promise was kept, or dropped.
  static func keepPromise(_ room: Room) throws(Refusal) -> Decision {
    let asked: KeepPromise = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    var found: PromiseRecord?
    if case .promise(let promise)? = room.look[.promise(asked.promise)] {
      found = promise
      objections.add(.promiseClosed, at: "/promise", if: promise.closedOn != nil)
      objections.add(.beforeMade, at: "/on", if: asked.on < promise.made.on)
    } else {
      objections.add(.promiseNotFound, at: "/promise")
    }
    try objections.settle()
    guard let found else { preconditionFailure("what was not found is objected to") }
    let kept = PromiseKept(
      promise: asked.promise, child: found.made.child, on: asked.on, proof: asked.proof,
      outcome: asked.outcome ?? Word.kept, late: asked.on > found.made.dueOn)
    return .events([Draft(kept, about: asked.promise.text)])
  }
}
