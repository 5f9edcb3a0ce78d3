import Contracts

extension Participation {
  /// Records that a child was offered an advocate (CA 1989 s26A).
  static func offerAdvocacy(_ room: Room) throws(Refusal) -> Decision {
    let body = try room.asked(OfferAdvocacy.self).body
    return try room.told(AdvocacyOffered(body), of: body.child, on: body.on)
  }

  /// Records that a child was referred to an advocate.
  static func referAdvocacy(_ room: Room) throws(Refusal) -> Decision {
    let body = try room.asked(ReferAdvocacy.self).body
    return try room.told(AdvocacyReferred(body), of: body.child, on: body.on)
  }

  /// Records that a child was offered an independent visitor (CA 1989 s23ZB).
  static func offerIndependentVisitor(_ room: Room) throws(Refusal) -> Decision {
    let body = try room.asked(OfferIndependentVisitor.self).body
    return try room.told(IndependentVisitorOffered(body), of: body.child, on: body.on)
  }

  /// Records that a child, or those around it, were given information; an officer's sheet is the child's officer's
  /// unless another is named.
  static func giveInformation(_ room: Room) throws(Refusal) -> Decision {
    let asked: GiveInformation = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    objections.add(.namedTwice, twiceIn: asked.to ?? [], at: "/to")
    let finding = WhichReview(review: asked.review, child: asked.child, reviewOn: asked.reviewOn).find(room.look)
    if case .wrong(let why, let at) = finding { objections.add(why, at: at) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      let officer = asked.officer ?? (asked.kind == Word.aboutMe ? view.officer() : nil)
      let given = InformationGiven(
        child: view.child, on: asked.on, kind: asked.kind, officer: officer, review: named?.review, to: asked.to,
        format: asked.format, leadDays: named?.day.map { asked.on.days(until: $0) })
      return .events([Draft(given, about: named?.review.text ?? view.child.text)])
    }
  }
}
