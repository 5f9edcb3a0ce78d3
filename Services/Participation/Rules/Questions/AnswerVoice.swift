import Contracts

extension Participation {
  /// All that is on record of how one child was heard.
  ///
  /// - Throws: -32002 where scheduling has not told of the child.
  static func voice(
    _ question: VoiceQuestion, _ look: Look<ParticipationState>, _ moment: Moment
  ) throws(Refusal) -> JSON {
    guard let view = look.view(question.child) else { throw WhyNot.childNotFound.at("/child") }
    let voice = view.voice
    let unheard = Unheard(view, look.policy, on: moment.today)
    var promised: [PromiseID] = []
    if case .promised(let promises)? = look[.promised(view.child)] { promised = promises }
    let promises = promised.compactMap { id -> JSON? in
      guard case .promise(let promise)? = look[.promise(id)] else { return nil }
      return item(id.text, promise, on: moment.today)
    }
    let contradictions = Contradiction.all(view)
    let held = view.held.map { held in
      review(view, held.review, heldOn: held.heldOn, contradictions.first { $0.held.review == held.review }?.2)
    }
    let coming = view.coming.map { review(view, $0.review, on: $0.on, nil) }
    return .object([
      ("child", text(view.child)), ("officer", view.officer().map { text($0) }),
      ("nextReviewOn", view.coming.first.map { text($0.on) }),
      ("unheard", unheard.reasons.isEmpty ? nil : .strings(unheard.reasons.map(\.rawValue))),
      ("heardOn", unheard.since.map { text($0) }), ("reviews", .array(held + coming)),
      ("consultations", list(consultations(view, for: nil))), ("views", list(views(view, for: nil))),
      ("preferences", list(voice.preferences.map(preference))),
      (
        "advocacy",
        offers(voice.advocacy, ("referredOn", voice.referrals.last.map { text($0.on) }))
      ),
      ("visitor", offers(voice.visitors, ("referredOn", nil))),
      ("information", list(voice.information.map(information))),
      ("interpreter", voice.interpreters.last.map(interpreter)),
      ("complaints", list(complaints(view))),
      ("feedback", list(view.feedback.sorted { $0.on < $1.on }.map(said))),
      ("seenOn", list(view.seen.map { text($0) })),
      ("letters", list(view.letters.map { letter(view, $0) })),
      ("promises", list(promises)),
    ])
  }

  private static func list(_ elements: [JSON]) -> JSON? { elements.isEmpty ? nil : .array(elements) }

  private static func review(
    _ view: ChildView, _ review: ReviewID, heldOn: CivilDate? = nil, on: CivilDate? = nil,
    _ contradiction: Contradiction?
  ) -> JSON {
    let record = view.voice[review]
    return .object([
      ("review", text(review)), ("heldOn", heldOn.map { text($0) }), ("on", on.map { text($0) }),
      ("code", record.map { .string($0.code.code) }),
      ("contradiction", contradiction.map { .string($0.kind.rawValue) }),
      ("proposed", proposed(record, contradiction)), ("chairing", record?.chairing.map { text($0) }),
      ("medium", record?.medium.map { text($0) }), ("consultations", list(consultations(view, for: review))),
      ("views", list(views(view, for: review))),
      (
        "invited",
        list(view.voice.invitations.filter { $0.review == review }.flatMap(\.to).map { text($0) })
      ),
    ])
  }

  /// The code that was proposed since, as long as the record gives it.
  static func proposed(_ record: ChildVoice.Record?, _ contradiction: Contradiction?) -> JSON? {
    guard let proposed = record?.proposed, contradiction?.follows == proposed else { return nil }
    return .string(proposed.code)
  }

  private static func consultations(_ view: ChildView, for review: ReviewID?) -> [JSON] {
    view.voice.consultations.filter { $0.review == review }.map { sent in
      let form = view.returned(sent)
      return .object([
        ("consultation", text(sent.consultation)), ("to", text(sent.to)), ("channel", text(sent.channel)),
        ("sentOn", text(sent.on)), ("leadDays", sent.leadDays.map { .integer($0) }),
        ("returnedOn", form.map { text($0.on) }), ("returnedBy", form?.channel.map { text($0) }),
      ])
    }
  }

  private static func views(_ view: ChildView, for review: ReviewID?) -> [JSON] {
    view.voice.views.filter { $0.review == review }.map { views in
      .object([
        ("channel", text(views.channel)), ("on", text(views.on)), ("heldIn", views.heldIn.map { .string($0) }),
        ("conveyedBy", views.conveyedBy.map { text($0) }), ("sealed", views.sealed.map { text($0) }),
      ])
    }
  }

  private static func preference(_ preference: Preference) -> JSON {
    .object([
      ("kind", text(preference.kind)), ("on", text(preference.on)), ("text", preference.text.map { .string($0) }),
    ])
  }

  private static func offers(_ offers: [RightOffer], _ referred: (String, JSON?)) -> JSON? {
    guard !offers.isEmpty || referred.1 != nil else { return nil }
    let accepted = offers.last { $0.accepted ?? false }
    return .object([
      ("offeredOn", offers.last.map { text($0.on) }), ("acceptedOn", accepted.map { text($0.on) }), referred,
    ])
  }

  private static func information(_ given: ChildVoice.Information) -> JSON {
    .object([
      ("kind", text(given.kind)), ("on", text(given.on)), ("officer", given.officer.map { text($0) }),
      ("review", given.review.map { text($0) }), ("leadDays", given.leadDays.map { .integer($0) }),
      ("to", given.to.map { .strings($0.map(\.text)) }), ("format", given.format.map { text($0) }),
    ])
  }

  private static func interpreter(_ arranged: ChildVoice.Interpreter) -> JSON {
    .object([
      ("language", text(arranged.language)), ("kind", arranged.kind.map { text($0) }), ("on", text(arranged.on)),
      ("review", arranged.review.map { text($0) }),
    ])
  }

  private static func said(_ feedback: Feedback) -> JSON {
    .object([
      ("on", text(feedback.on)), ("from", text(feedback.from)), ("kind", text(feedback.kind)),
      ("about", feedback.about.map { text($0) }),
    ])
  }

  private static func letter(_ view: ChildView, _ letter: KnownChild.Letter) -> JSON {
    .object([
      ("review", text(letter.review)), ("on", text(letter.on)),
      ("answeredOn", view.said(letter.token).map(\.on).min().map { text($0) }),
    ])
  }

  private static func complaints(_ view: ChildView) -> [JSON] {
    let told = view.complaints.map { ($0.on, JSON.object([("on", text($0.on)), ("about", text($0.about))])) }
    let heard = view.feedback.filter { $0.kind == Word.complaint }.map { complaint in
      (
        complaint.on,
        JSON.object([
          ("on", text(complaint.on)), ("about", complaint.about.map { text($0) }), ("from", text(complaint.from)),
        ])
      )
    }
    return (told + heard).sorted { $0.0 < $1.0 }.map(\.1)
  }
}
