import Contracts

extension Participation {
  /// What the children who are in care at the end of a period were told, offered and asked: how often in the period,
  /// and how many of them ever.
  static func rights(_ question: RightsQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var children = 0
    var rows: [[String]: (children: Int, times: Int)] = [:]
    var sheets = (due: 0, given: 0, inTime: 0)
    gather.forEachChild { view in
      let isCounted = view.isInCare(on: question.to)
      if isCounted { children += 1 }
      var days: [[String]: [CivilDate]] = [:]
      for (name, on) in given(to: view) where on <= question.to { days[name, default: []].append(on) }
      for (name, days) in days {
        var row = rows[name] ?? (0, 0)
        if isCounted { row.children += 1 }
        row.times += days.count { $0 >= question.from }
        rows[name] = row
      }
      for sheet in view.voice.sheets where question.from <= sheet.dueOn && sheet.dueOn <= question.to {
        let given = view.voice.information.filter { $0.kind == Word.aboutMe && $0.officer == sheet.officer }
        sheets.due += 1
        if !given.isEmpty { sheets.given += 1 }
        if given.contains(where: { $0.on <= sheet.dueOn }) { sheets.inTime += 1 }
      }
    }
    let sorted = rows.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(pageLength)
    return .object([
      ("children", .integer(children)),
      (
        "rows",
        .array(
          sorted.map { key, row in
            .object([
              ("right", .string(key[0])), ("kind", .string(key[1])), ("times", .integer(row.times)),
              ("children", .integer(row.children)), ("rate", rate(ifAny: row.children, of: children)),
            ])
          })
      ),
      (
        "sheets",
        .object([
          ("due", .integer(sheets.due)), ("given", .integer(sheets.given)), ("inTime", .integer(sheets.inTime)),
          ("rate", rate(ifAny: sheets.inTime, of: sheets.due)),
        ])
      ),
    ])
  }

  /// What one child was told, offered and asked: each right with its kind, and the day. `any` stands beside each kind.
  private static func given(to view: ChildView) -> [([String], CivilDate)] {
    let voice = view.voice
    var all: [([String], CivilDate)] = []
    func add(_ right: String, _ kind: String, _ on: CivilDate) { all.append(([right, kind], on)) }
    for given in voice.information { add("information", given.kind.text, given.on) }
    for preference in voice.preferences {
      add("preference", preference.kind.text, preference.on)
      add("preference", "any", preference.on)
    }
    for (right, offers) in [("advocate", voice.advocacy), ("independent-visitor", voice.visitors)] {
      for offer in offers {
        add(right, "offered", offer.on)
        if offer.accepted ?? false { add(right, "taken-up", offer.on) }
      }
    }
    for referral in voice.referrals { add("advocate", "referred", referral.on) }
    for arranged in voice.interpreters { add("interpreter", arranged.kind?.text ?? "any", arranged.on) }
    return all
  }

  /// Feedback of a period by role, kind and matter, and how many of the letters issued in it were answered.
  static func feedback(_ question: FeedbackQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var counts: [[String]: Int] = [:]
    var all = 0
    func count(_ items: [Feedback]) {
      for item in items where question.from <= item.on && item.on <= question.to {
        counts[[item.from.text, item.kind.text, item.about?.text ?? ""], default: 0] += 1
        all += 1
      }
    }
    for kind in ["feedback", "said"] {
      gather.forEach(kind) { _, state in
        if case .feedback(let given) = state { count(given.items) }
      }
    }
    var letters = (issued: 0, answered: 0)
    gather.forEachChild { view in
      count(view.voice.feedback)
      for letter in view.letters where question.from <= letter.on && letter.on <= question.to {
        letters.issued += 1
        if !view.said(letter.token).isEmpty { letters.answered += 1 }
      }
    }
    let rows = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(pageLength).map { key, number in
      JSON.object([
        ("from", .string(key[0])), ("kind", .string(key[1])), ("about", key[2].isEmpty ? nil : .string(key[2])),
        ("times", .integer(number)),
      ])
    }
    return .object([
      ("times", .integer(all)), ("rows", .array(rows)),
      (
        "letters",
        .object([
          ("issued", .integer(letters.issued)), ("answered", .integer(letters.answered)),
          ("rate", rate(ifAny: letters.answered, of: letters.issued)),
        ])
      ),
    ])
  }

  /// How often each thing was done in a period so that children were heard; of one child, or of one officer's children.
  static func doneToHear(_ question: VoiceFootprintQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var counts: [[String]: Int] = [:]
    gather.forEachChild { view in
      guard question.child.map({ $0 == view.child }) ?? true else { return }
      for (name, on) in done(for: view) where question.from <= on && on <= question.to {
        guard question.officer.map({ $0 == view.officer(on: on) }) ?? true else { continue }
        counts[name, default: 0] += 1
      }
    }
    let rows = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.prefix(pageLength).map { key, number in
      JSON.object([
        ("kind", .string(key[0])), ("of", key[1].isEmpty ? nil : .string(key[1])), ("times", .integer(number)),
      ])
    }
    return .object([("rows", .array(rows))])
  }

  /// All that was done so that one child was heard: what, of whom or by which channel, and the day.
  private static func done(for view: ChildView) -> [([String], CivilDate)] {
    let voice = view.voice
    var all: [([String], CivilDate)] = []
    func add(_ kind: String, _ of: String, _ on: CivilDate) { all.append(([kind, of], on)) }
    for seen in view.seen { add("child-seen", "", seen) }
    for sent in voice.consultations {
      add("consulted", sent.to.text, sent.on)
      if let form = view.returned(sent) { add("answered", sent.to.text, form.on) }
    }
    for views in voice.views { add("views-learnt", views.channel.text, views.on) }
    for sent in voice.invitations { add("invited", sent.chosenByChild ?? false ? "chosen-by-child" : "", sent.on) }
    for record in voice.reviews { add("participation-recorded", record.code.code.lowercased(), record.reviewOn) }
    for preference in voice.preferences { add("preference-recorded", preference.kind.text, preference.on) }
    for given in voice.information { add("information-given", given.kind.text, given.on) }
    for offer in voice.advocacy { add("advocate-offered", "", offer.on) }
    for referral in voice.referrals { add("advocate-referred", "", referral.on) }
    for offer in voice.visitors { add("independent-visitor-offered", "", offer.on) }
    for arranged in voice.interpreters { add("interpreter-arranged", arranged.language.text, arranged.on) }
    for said in view.feedback { add("feedback-taken", said.from.text, said.on) }
    for attendance in voice.attendances {
      let review = attendance.review.flatMap { view.known[$0] }?.heldOn
      let conference = attendance.conference.flatMap { id in view.conferences.first { $0.conference == id } }?.on
      if let on = review ?? conference { add("attendance-recorded", review == nil ? "conference" : "review", on) }
    }
    return all
  }
}
