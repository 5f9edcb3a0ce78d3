import Contracts

extension Participation {
  /// Records that somebody was consulted: for the review named, or else for the child's next. It gets a token.
  static func sendConsultation(_ room: Room) throws(Refusal) -> Decision {
    let asked: SendConsultation = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    guard let consultation = asked.consultation ?? ConsultationID(room.ask.assigned) else {
      preconditionFailure("the id assigned is no identifier")
    }
    objections.add(.consultationExists, at: "/consultation", if: room.look.owner(of: consultation) != nil)
    let which = WhichReview(review: asked.review, child: asked.child, reviewOn: asked.reviewOn)
    let finding = which.find(room.look)
    if case .wrong(let why, let at) = finding { objections.add(why, at: at) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      let meant = named ?? view.review(after: asked.on)
      let review = meant?.review
      let day = meant?.day
      let token = Tokens.token(room.ask.chance)
      let sent = ConsultationSent(
        consultation: consultation, child: view.child, review: review, to: asked.to, channel: asked.channel,
        on: asked.on, leadDays: day.map { asked.on.days(until: $0) }, token: token)
      return .events(
        [Draft(sent, about: review?.text ?? view.child.text)],
        assigned: [("consultation", consultation.text), ("token", token.text)])
    }
  }

  /// Records that a consultation was answered.
  static func returnConsultation(_ room: Room) throws(Refusal) -> Decision {
    let asked: ReturnConsultation = try room.asked()
    let answered = try answered(asked.consultation, asked.token, nil, asked.on, at: "", room.look, room.moment)
    let day = answered.sent.leadDays.map { answered.sent.on.adding(days: $0) }
    let returned = ConsultationReturned(
      consultation: answered.sent.consultation, child: answered.view.child, review: answered.sent.review,
      to: answered.sent.to, on: asked.on, channel: asked.channel, leadDays: day.map { asked.on.days(until: $0) },
      token: answered.sent.token)
    let about = answered.sent.review?.text ?? answered.view.child.text
    return .events([Draft(returned, about: about)] + answered.proposals(asked.on, asked.channel))
  }

  /// A consultation that is answered, and whose it is.
  struct Answered {
    let view: ChildView
    let sent: ChildVoice.Consultation

    /// What is proposed once the answer is on record.
    func proposals(_ on: CivilDate, _ channel: KebabWord?) -> [Draft] {
      var after = view
      after.returns[sent.token] = ReturnedForm(on: on, channel: channel)
      return Contradiction.proposals(after)
    }
  }

  /// The consultation that an answer names, by its id or its token.
  ///
  /// - Throws: -32002 where there is none, -32001 where it was answered before, or what is named does not agree.
  static func answered(
    _ consultation: ConsultationID?, _ token: TokenText?, _ child: ChildID?, _ on: CivilDate, at: String,
    _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> Answered {
    var objections = Objections()
    objections.add(.inFuture, at: "\(at)/on", if: on > moment.today)
    guard let owner = token.map({ look.owner(of: $0) }) ?? consultation.map({ look.owner(of: $0) }) else {
      preconditionFailure("an answer names what it answers")
    }
    var found: Answered?
    if let owner, let view = look.view(owner.child) {
      found = view.voice.consultations.first { $0.consultation == owner.consultation }
        .map { Answered(view: view, sent: $0) }
    }
    if let found {
      objections.add(
        .tokenOfAnotherConsultation, at: "\(at)/token", if: consultation.map { $0 != found.sent.consultation } ?? false)
      objections.add(
        .consultationOfAnotherChild, at: "\(at)/child", if: child.map { $0 != found.view.child } ?? false)
      objections.add(.beforeSent, at: "\(at)/on", if: on < found.sent.on)
      objections.add(
        .returnedAlready, at: "\(at)/\(token == nil ? "consultation" : "token")",
        if: found.view.returned(found.sent) != nil)
    } else if token != nil {
      objections.add(.tokenNotFound, at: "\(at)/token")
    } else {
      objections.add(.consultationNotFound, at: "\(at)/consultation")
    }
    try objections.settle()
    guard let found else { preconditionFailure("what was not found is objected to") }
    return found
  }

  /// Records that a child's views were learnt; of the words themselves only the hash.
  static func recordViews(_ room: Room) throws(Refusal) -> Decision {
    let asked: RecordViews = try room.asked()
    var objections = Objections()
    objections.add(.inFuture, at: "/on", if: asked.on > room.today)
    let finding = WhichReview(review: asked.review, child: asked.child, reviewOn: asked.reviewOn).find(room.look)
    if case .wrong(let why, let at) = finding { objections.add(why, at: at) }
    try objections.settle()
    switch finding {
    case .wrong(let why, let at): throw why.at(at)
    case .untold(let stream, let reason): return .waits(on: stream, reason: reason)
    case .found(let view, let named):
      let views = ViewsRecorded(
        child: view.child, review: named?.review, channel: asked.channel, on: asked.on, heldIn: asked.heldIn,
        conveyedBy: asked.conveyedBy, sealed: asked.words?.hash)
      var after = view
      after.voice.keep(views)
      return .events(
        [Draft(views, about: named?.review.text ?? view.child.text)] + Contradiction.proposals(after))
    }
  }
}
