import Contracts

extension Participation {
  /// The children whom nobody has heard, each with the reasons, in order of id.
  static func unheard(_ question: UnheardQuestion, _ gather: Gather<ParticipationState>, _ moment: Moment) -> JSON {
    let day = question.on ?? moment.today
    let policy = gather.policy
    var items: [(cursor: String, item: JSON)] = []
    gather.forEachChild { view in
      let unheard = Unheard(view, policy, on: day)
      guard !unheard.reasons.isEmpty, question.officer.map({ $0 == view.officer(on: day) }) ?? true,
        question.reason.map({ reason in unheard.reasons.contains { $0.rawValue == reason.text } }) ?? true
      else { return }
      items.append(
        (
          view.child.text,
          .object([
            ("child", text(view.child)), ("reasons", .strings(unheard.reasons.map(\.rawValue))),
            ("since", unheard.since.map { text($0) }), ("nextReviewOn", view.coming.first.map { text($0.on) }),
            ("officer", view.officer(on: day).map { text($0) }),
          ])
        ))
    }
    return page(items, after: question.after)
  }

  /// The children with a new officer whose sheet they have not been given, in order of id.
  static func sheetsDue(
    _ question: SheetsDueQuestion, _ gather: Gather<ParticipationState>, _ moment: Moment
  ) -> JSON {
    let day = question.on ?? moment.today
    var items: [(cursor: String, item: JSON)] = []
    gather.forEachChild { view in
      // Of several the newest is the child's officer's.
      guard let sheet = view.voice.sheets.last, !view.hasLeft(by: day), view.officer() == sheet.officer else { return }
      let isGiven = view.voice.information.contains {
        $0.kind == Word.aboutMe && $0.officer == sheet.officer && $0.on <= day
      }
      guard !isGiven else { return }
      items.append(
        (
          view.child.text,
          .object([
            ("child", text(view.child)), ("officer", text(sheet.officer)), ("dueOn", text(sheet.dueOn)),
            ("late", .boolean(sheet.dueOn < day)),
          ])
        ))
    }
    return page(items, after: question.after)
  }

  /// How many consultations that were sent in the period came back, by role, channel and lead time.
  static func returns(_ question: ReturnsQuestion, _ gather: Gather<ParticipationState>) -> JSON {
    var counts: [String: (row: [String], sent: Int, returned: Int)] = [:]
    gather.forEachChild { view in
      for sent in view.voice.consultations where question.from <= sent.on && sent.on <= question.to {
        let row = [sent.to.text, sent.channel.text, Self.band(sent.leadDays)]
        let key = row.joined(separator: "/")
        var count = counts[key] ?? (row, 0, 0)
        count.sent += 1
        if view.returned(sent) != nil { count.returned += 1 }
        counts[key] = count
      }
    }
    let rows = counts.sorted { $0.key < $1.key }.map { _, count in
      JSON.object([
        ("to", .string(count.row[0])), ("channel", .string(count.row[1])), ("leadDays", .string(count.row[2])),
        ("sent", .integer(count.sent)), ("returned", .integer(count.returned)),
        ("rate", rate(count.returned, of: count.sent)),
      ])
    }
    return .object([("rows", .array(Array(rows.prefix(pageLength))))])
  }

  /// The bands into which lead times are sorted: forms are sent about two weeks before (IRO Handbook 2010).
  private static func band(_ leadDays: Int?) -> String {
    switch leadDays {
    case nil: "unknown"
    case let days? where days < 7: "under-7"
    case let days? where days < 14: "7-13"
    case _: "14-plus"
    }
  }

  /// A rate in per cent with two decimals, half up; nil of nothing.
  static func rate(ifAny part: Int, of whole: Int) -> JSON? { whole > 0 ? rate(part, of: whole) : nil }

  private static func rate(_ part: Int, of whole: Int) -> JSON {
    let hundredths = (part * 20_000 + whole) / (2 * whole)
    let (units, rest) = (hundredths / 100, hundredths % 100)
    if rest == 0 { return .integer(units) }
    return .number(rest % 10 == 0 ? "\(units).\(rest / 10)" : rest < 10 ? "\(units).0\(rest)" : "\(units).\(rest)")
  }
}
