import Contracts
import Foundation

/// `child-entered-care` lines, each of a child of its own, as a case system would publish them.
struct Entries {
  private let lines: [Line]
  private let changes: [Line]

  /// Entries of yesterday, so that the service reckons and tells one limit for each, and no late notice.
  init(authority: String, today: CivilDate = Entries.today) {
    let day = today.adding(days: -1)
    lines = [("F", "C2", "U4", "PR1"), ("M", "V2", "U6", "PR4"), ("F", "E1", "K2", "PR4"), ("M", "C1", "U1", "PR1")]
      .map { sex, status, type, provider in
        Line(
          "publish",
          """
          {"event":{"specversion":"1.0","id":"entry-########","source":"/\(authority)/case-system",\
          "type":"child-entered-care","subject":"C########","authority":"\(authority)",\
          "recordedtime":"\(day)T09:00:17Z","data":{"child":"C########","enteredOn":"\(day)",\
          "dateOfBirth":"2014-05-09","sex":"\(sex)","ethnicity":"WBRI","legalStatus":"\(status)","categoryOfNeed":"N1",\
          "placement":{"type":"\(type)","provider":"\(provider)","distanceMiles":6.3,"inArea":true},\
          "unaccompaniedAsylumSeeking":false}}}
          """)
      }
    changes = [
      ("placement-changed", #""placement":{"type":"U4","provider":"PR1"},"reasonForPlacementChange":"CHILD""#),
      ("legal-status-changed", #""legalStatus":"C2""#),
      ("placement-changed", #""placement":{"type":"U6","provider":"PR4"},"reasonForPlacementChange":"CARPL""#),
    ].enumerated().map { index, change in
      Line(
        "publish",
        """
        {"event":{"specversion":"1.0","id":"change-\(index)-########","source":"/\(authority)/case-system",\
        "type":"\(change.0)","subject":"C########","authority":"\(authority)","recordedtime":"\(today)T00:00:17Z",\
        "data":{"child":"C########","changedOn":"\(today)",\(change.1)}}}
        """)
    }
  }

  /// The line number `number`, about the child of number `subject`.
  func line(_ number: Int, child subject: Int) -> [UInt8] {
    lines[subject % lines.count].bytes(number, subject: subject)
  }

  /// How many facts of each child ``line(_:fact:child:)`` gives.
  var factsPerChild: Int { 1 + changes.count }

  /// The line number `number`: the child's entry (fact 0), or one of the changes that follow it.
  func line(_ number: Int, fact: Int, child subject: Int) -> [UInt8] {
    fact == 0 ? line(number, child: subject) : changes[fact - 1].bytes(number, subject: subject)
  }

  /// Today in Europe/London.
  static var today: CivilDate {
    Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1_000)).londonDate
  }
}
