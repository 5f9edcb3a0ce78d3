import Contracts
import Foundation
import Testing

/// The recorded lines, one a file: a request for each method, an event for each type, a reply of each form.
enum GoldenFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")

  /// The names of all recorded lines.
  static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  /// The line recorded under `name`, without its line feed.
  static func line(_ name: String) throws -> [UInt8] {
    let bytes = [UInt8](try Data(contentsOf: folder.appending(path: "\(name).json")))
    try #require(bytes.last == 0x0A && !bytes.dropLast().contains(0x0A), "\(name) is one line")
    return Array(bytes.dropLast())
  }

  static func value(_ name: String) throws -> JSON { try JSON.read(try line(name)) }

  /// The data of a recorded event, or the params of a recorded request, without what every command may carry.
  static func body(of message: any Message.Type) throws -> JSON {
    let value = try value(message.name)
    guard let params = value["params"] else { return try #require(value["data"]) }
    return commands.contains { $0 == message }
      ? Method.commandFields.reduce(params) { $0.without($1.name) } : params
  }
}

/// The messages that are events' data.
let events: [any Message.Type] = [
  ChildEnteredCare.self, ChildLeftCare.self, LegalStatusChanged.self, PlacementChanged.self, PolicyAdopted.self,
  CalendarAdopted.self, OfficerRegistered.self, OfficerAllocated.self, ReviewDue.self, ReviewHeld.self,
  RecordCompleted.self, NotificationLate.self, DeadlineMissed.self, ParticipationRecorded.self, SurveyOpened.self,
  SurveyAnswered.self, DisputeRaised.self, DisputeEscalated.self, DisputeResolved.self, ReferredToCafcass.self,
]

/// The messages that are the params of commands.
let commands: [any Message.Type] = [
  AdoptPolicy.self, AdoptCalendar.self, RegisterOfficer.self, AllocateOfficer.self, HoldReview.self,
  CompleteRecord.self, RecordParticipation.self, OpenSurvey.self, AnswerSurvey.self, RaiseDispute.self,
  EscalateDispute.self, ResolveDispute.self, ReferToCafcass.self,
]

/// The messages that are the params of questions.
let questions: [any Message.Type] = [
  TimetableQuestion.self, DueQuestion.self, OverdueQuestion.self, ParticipationQuestion.self, UncodedQuestion.self,
  DisputeQuestion.self, OpenDisputesQuestion.self, FiguresQuestion.self, TableQuestion.self, ExplainQuestion.self,
  AnnualReportQuestion.self,
]

let messages = events + commands + questions
