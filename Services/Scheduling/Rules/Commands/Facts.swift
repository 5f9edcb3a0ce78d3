import Contracts
import Policy

/// What may be wrong with a fact, each in a check of its own.
enum Facts {
  /// Checks a fact about a child as it is known; a child not known is checked as far as the fact goes in itself.
  ///
  /// - Throws: a refusal that names everything wrong.
  static func check(
    _ fact: SchedulingFact, _ event: Event, _ child: ChildID, _ known: ChildRecord?, _ today: CivilDate
  ) throws(Refusal) {
    var objections = Objections()
    objections.add(.subjectDiffers, at: "/event/subject", if: event.subject != child.text)
    switch fact {
    case .childEnteredCare: try entered(event, known, today, &objections)
    case .childLeftCare: try left(event, known, today, &objections)
    case .legalStatusChanged:
      let told = try LegalStatusChanged.of(event, at: data)
      objections.add(told.legalStatus, at: "\(data)/legalStatus", on: told.changedOn)
      changed(told.changedOn, at: "changedOn", known, today, &objections)
    case .placementChanged:
      let told = try PlacementChanged.of(event, at: data)
      objections.add(told.reasonForPlacementChange, at: "\(data)/reasonForPlacementChange", on: told.changedOn)
      placed(told.placement, on: told.changedOn, &objections)
      changed(told.changedOn, at: "changedOn", known, today, &objections)
    case .childDetailsChanged:
      let told = try ChildDetailsChanged.of(event, at: data)
      objections.add(told.sex, at: "\(data)/sex", on: told.changedOn)
      objections.add(told.ethnicity, at: "\(data)/ethnicity", on: told.changedOn)
      objections.add(told.categoryOfNeed, at: "\(data)/categoryOfNeed", on: told.changedOn)
      notAhead(told.changedOn, at: "changedOn", today, &objections)
      let entered = known?.entries.first?.on
      objections.add(
        .bornAfterEntry, at: "\(data)/dateOfBirth",
        if: told.dateOfBirth.map { born in entered.map { born > $0 } ?? false } ?? false)
    case .carePlanChanged:
      changed(try CarePlanChanged.of(event, at: data).changedOn, at: "changedOn", known, today, &objections)
    case .permanencePlanSet:
      changed(try PermanencePlanSet.of(event, at: data).setOn, at: "setOn", known, today, &objections)
    case .milestoneRecorded:
      let told = try MilestoneRecorded.of(event, at: data)
      if let doneOn = told.doneOn { notAhead(doneOn, at: "doneOn", today, &objections) }
      objections.add(.milestoneSaysNothing, at: data, if: told.doneOn == nil && told.dueOn == nil)
    case .childProtectionRecorded:
      notAhead(try ChildProtectionRecorded.of(event, at: data).on, at: "on", today, &objections)
    case .courtEventRecorded:
      let told = try CourtEventRecorded.of(event, at: data)
      notAhead(told.on, at: "on", today, &objections)
      for (name, day) in [("dueOn", told.dueOn), ("until", told.until)] {
        objections.add(.endsBeforeItBegins, at: "\(data)/\(name)", if: day.map { $0 < told.on } ?? false)
      }
    case .missingEpisodeRecorded:
      let told = try MissingEpisodeRecorded.of(event, at: data)
      changed(told.from, at: "from", known, today, &objections)
      objections.add(.endsBeforeItBegins, at: "\(data)/to", if: told.to.map { $0 < told.from } ?? false)
      if let to = told.to { notAhead(to, at: "to", today, &objections) }
      if let interview = told.returnInterviewOn { notAhead(interview, at: "returnInterviewOn", today, &objections) }
    case .complaintMade: notAhead(try ComplaintMade.of(event, at: data).on, at: "on", today, &objections)
    }
    try objections.settle()
  }

  private static let data = "/event/data"

  private static func entered(
    _ event: Event, _ known: ChildRecord?, _ today: CivilDate, _ objections: inout Objections
  ) throws(Refusal) {
    let told = try ChildEnteredCare.of(event, at: data)
    let day = told.enteredOn
    objections.add(told.legalStatus, at: "\(data)/legalStatus", on: day)
    objections.add(told.categoryOfNeed, at: "\(data)/categoryOfNeed", on: day)
    objections.add(told.sex, at: "\(data)/sex", on: day)
    objections.add(told.ethnicity, at: "\(data)/ethnicity", on: day)
    objections.add(.enteredInFuture, at: "\(data)/enteredOn", if: day > today)
    objections.add(
      .enteredSameDay, at: "\(data)/enteredOn", if: known?.entries.contains { $0.on == day } ?? false)
    objections.add(.bornAfterEntry, at: "\(data)/dateOfBirth", if: told.dateOfBirth > day)
    placed(told.placement, on: day, &objections)
  }

  private static func left(
    _ event: Event, _ known: ChildRecord?, _ today: CivilDate, _ objections: inout Objections
  ) throws(Refusal) {
    let told = try ChildLeftCare.of(event, at: data)
    objections.add(told.reasonEpisodeCeased, at: "\(data)/reasonEpisodeCeased", on: told.leftOn)
    objections.add(.reasonNotOfLeaving, at: "\(data)/reasonEpisodeCeased", if: told.reasonEpisodeCeased == .newEpisode)
    objections.add(.leftInFuture, at: "\(data)/leftOn", if: told.leftOn > today)
    if let known, !known.mayLeave(on: told.leftOn) {
      let isBefore = known.entries.allSatisfy { told.leftOn < $0.on }
      objections.add(isBefore ? .leftBeforeEntry : .notInCare, at: "\(data)/leftOn")
    }
  }

  private static func changed(
    _ day: CivilDate, at name: String, _ known: ChildRecord?, _ today: CivilDate, _ objections: inout Objections
  ) {
    notAhead(day, at: name, today, &objections)
    if let known, known.period(on: day) == nil {
      let isBefore = known.entries.allSatisfy { day < $0.on }
      objections.add(isBefore ? .changedBeforeEntry : .notInCare, at: "\(data)/\(name)")
    }
  }

  private static func notAhead(_ day: CivilDate, at name: String, _ today: CivilDate, _ objections: inout Objections) {
    objections.add(.changedInFuture, at: "\(data)/\(name)", if: day > today)
  }

  private static func placed(_ placement: Placement, on day: CivilDate, _ objections: inout Objections) {
    let at = "\(data)/placement"
    objections.add(placement.type, at: "\(at)/type", on: day)
    objections.add(placement.provider, at: "\(at)/provider", on: day)
    objections.add(
      .providerMissing, at: "\(at)/provider", if: placement.type.wantsProvider && placement.provider == nil)
    objections.add(
      .providerDoesNotFit, at: "\(at)/provider", if: placement.provider == .parent && placement.type != .p1)
  }
}
