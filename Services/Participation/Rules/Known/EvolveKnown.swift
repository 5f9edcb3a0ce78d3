import Contracts

extension KnownChild {
  /// Folds an event of scheduling about the child.
  ///
  /// - Throws: -32602 where it cannot be read; nothing is changed then.
  mutating func fold(_ news: SchedulingNews, _ event: Event) throws(Refusal) {
    let mark = EventMark(event.key)
    switch news {
    case .childEnteredCare:
      let entered = try ChildEnteredCare.read(event.data, at: "/data")
      keep(Birth(event: mark, from: entered.enteredOn, dateOfBirth: entered.dateOfBirth, isChange: false))
      if let needs = entered.needs { self.needs.append(Needs(event: mark, needs: needs)) }
    case .childDetailsChanged:
      let changed = try ChildDetailsChanged.read(event.data, at: "/data")
      if let needs = changed.needs { self.needs.append(Needs(event: mark, needs: needs)) }
      guard let birth = changed.dateOfBirth else { return }
      keep(Birth(event: mark, from: changed.changedOn, dateOfBirth: birth, isChange: true))
    case .childLeftCare:
      leavings.append(Day(event: mark, on: try ChildLeftCare.read(event.data, at: "/data").leftOn))
    case .reviewHeld:
      let held = try ReviewHeld.read(event.data, at: "/data")
      keep(
        Held(
          review: held.review, stream: held.stream, meetings: held.meetings, heldOn: held.heldOn,
          completedOn: held.completedOn, event: mark, told: event.receivedtime?.londonDate))
    case .officerAllocated:
      let allocated = try OfficerAllocated.read(event.data, at: "/data")
      officers.append(Allocation(event: mark, officer: allocated.officer, on: allocated.on))
    case .visitRecorded: seen.append(Day(event: mark, on: try VisitRecorded.read(event.data, at: "/data").body.on))
    case .contactRecorded: seen.append(Day(event: mark, on: try ContactRecorded.read(event.data, at: "/data").body.on))
    case .midwayReviewHeld:
      seen.append(Day(event: mark, on: try MidwayReviewHeld.read(event.data, at: "/data").body.on))
    case .complaintMade:
      let made = try ComplaintMade.read(event.data, at: "/data")
      complaints.append(Complaint(event: mark, on: made.on, about: made.about))
    case .letterIssued:
      let issued = try LetterIssued.read(event.data, at: "/data")
      guard let token = issued.token.flatMap({ TokenText($0) }) else { return }
      letters.append(Letter(event: mark, review: issued.review, on: issued.on, token: token))
    case .conferenceHeld:
      let held = try ConferenceHeld.read(event.data, at: "/data")
      conferences.append(Meeting(event: mark, conference: held.conference, on: held.on))
    case .reviewDue, .reviewBooked, .reviewMoved, .reviewCancelled, .reviewAdjourned: try foldComing(news, event)
    case .policyAdopted, .calendarAdopted, .factWithdrawn:
      preconditionFailure("\(news.rawValue) is not about a child")
    }
  }
}
