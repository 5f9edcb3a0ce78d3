import Contracts

// The complaints by children and about officers, with how each ended and by whom.
extension Disputes {
  /// Where a complaint stands.
  private enum ComplaintState: String, CaseIterable {
    /// Nobody has answered it.
    case open = "open"
    /// A challenge took it up that has not ended.
    case raised = "raised"
    /// It was answered, by itself or by the end of a challenge.
    case answered = "answered"
    /// It was taken back.
    case withdrawn = "withdrawn"
  }

  /// What is said of one complaint.
  private struct Complaint {
    var child: ChildID?
    let on: CivilDate
    let about: KebabWord
    var state = ComplaintState.open
    var aboutOfficer: OfficerID?
    var dispute: DisputeFile?
    var answer: ComplaintsFile.Answer?

    var cursor: String { "\(on)/\(child?.text ?? "")/\(about)/\(dispute?.dispute.text ?? "")" }

    /// Who ended the challenge that took it up.
    private var ender: ActedBy? {
      dispute?.ending == nil ? nil : dispute?.acts.last { $0.type == DisputeResolved.name }?.by
    }

    func json(_ today: CivilDate) -> JSON {
      let ending = dispute?.ending
      let answeredOn = answer?.on ?? ending?.on
      let by = answer == nil ? ender : answer?.by
      return .object([
        ("child", child.map { .text($0) }), ("on", .date(on)), ("about", .text(about)),
        ("state", .string(state.rawValue)), ("aboutOfficer", aboutOfficer.map { .text($0) }),
        ("dispute", dispute.map { .text($0.dispute) }), ("answeredOn", answeredOn.map { .date($0) }),
        ("outcome", (answer?.outcome ?? ending?.outcome).map { .text($0) }),
        ("through", answer?.through.map { .text($0) }), ("answeredBy", by.map { .string($0.id) }),
        ("role", by.map { .text($0.role) }), ("days", .integer(max(0, on.days(until: answeredOn ?? today)))),
      ])
    }
  }

  /// The complaints made in a period, in order of day: those that scheduling told, each with its answer or the
  /// challenge that took it up, and the challenges raised as a complaint that took up none of them.
  static func complaints(
    _ question: ComplaintsQuestion, _ gather: Gather<DisputesState>, _ moment: Moment
  ) -> JSON {
    var raised: [DisputeFile] = []
    gather.forEachDispute { if $0.about.complaint == true || $0.about.aboutOfficer != nil { raised.append($0) } }
    let byChild = raised.reduce(into: [ChildID: [DisputeFile]]()) { found, file in
      for child in file.children { found[child, default: []].append(file) }
    }
    let answers = gather.complaints
    var taken: Set<DisputeID> = []
    var found: [Complaint] = []
    gather.forEachKnown { child, known in
      for made in known.complaints {
        var complaint = Complaint(child: child, on: made.on, about: made.about, aboutOfficer: made.aboutOfficer)
        let challenge = byChild[child]?.filter { $0.raisedOn >= made.on }.min { $0.raisedOn < $1.raisedOn }
        if let challenge { taken.insert(challenge.dispute) }
        complaint.dispute = challenge
        complaint.answer = answers[child]?.answer(to: made)
        complaint.state = made.isWithdrawn ? .withdrawn : state(complaint)
        found.append(complaint)
      }
    }
    for file in raised where !taken.contains(file.dispute) {
      var complaint = Complaint(
        child: file.children.first, on: file.raisedOn, about: file.theme, aboutOfficer: file.about.aboutOfficer)
      complaint.dispute = file
      complaint.state = state(complaint)
      found.append(complaint)
    }
    found.removeAll { $0.on < question.from || question.to < $0.on }
    return page(
      found.map { ($0.cursor, $0.json(moment.today)) }, after: question.after, length: longPageLength,
      beside: [
        ("made", .integer(found.count)), ("answered", .integer(found.count { $0.state == .answered })),
        ("open", .integer(found.count { $0.state == .open || $0.state == .raised })),
        ("aboutOfficers", .integer(found.count { $0.aboutOfficer != nil })),
        ("withdrawn", .integer(found.count { $0.state == .withdrawn })),
      ])
  }

  private static func state(_ complaint: Complaint) -> ComplaintState {
    if let answer = complaint.answer { return answer.outcome.text == "withdrawn" ? .withdrawn : .answered }
    guard let dispute = complaint.dispute else { return .open }
    guard let ending = dispute.ending else { return .raised }
    return ending.outcome.text == "withdrawn" ? .withdrawn : .answered
  }

  static let complaintsFields =
    pageFields(
      [
        .optional("child", .identifier, "the child"),
        .required("on", .date, "when it was made"),
        .required("about", .word, "its matter"),
        .required("state", .oneOf(ComplaintState.allCases.map(\.rawValue)), "where it stands"),
        .optional("aboutOfficer", .identifier, "the officer complained about, where it is one"),
        .optional("dispute", .identifier, "the challenge that took it up"),
        .optional("answeredOn", .date, "when it was answered"),
        .optional("outcome", .oneOf(ComplaintAnswered.outcomes), "how it ended"),
        .optional("through", .word, "by what it was settled"),
        .optional("answeredBy", .identifier, "who answered"),
        .optional("role", .word, "the role of the one who answered"),
        .required("days", .integer(0...100_000), "days until it was answered, or until today"),
      ], "the complaints, in order of day", length: longPageLength) + [
      .required("made", .integer(0...1_000_000), "complaints made in the period"),
      .required("answered", .integer(0...1_000_000), "those that were answered"),
      .required("open", .integer(0...1_000_000), "those that wait"),
      .required("aboutOfficers", .integer(0...1_000_000), "those about a reviewing officer"),
      .required("withdrawn", .integer(0...1_000_000), "those that were taken back, which stay listed"),
    ]
}
