import Contracts

/// A diary as an iCalendar object (RFC 5545): whole-day events that name ids, and neither persons nor places, as
/// calendars are shared and synchronised.
enum ICalendar {
  /// The text of a calendar: lines end in CRLF and are folded at 75 octets.
  static func text(_ items: [DiaryItem], authority: Authority, stamp: Timestamp) -> String {
    var text = ""
    func line(_ content: String) { text += folded(content) }
    line("BEGIN:VCALENDAR")
    line("VERSION:2.0")
    line("PRODID:-//Holdfast//Scheduling 1//EN")
    line("CALSCALE:GREGORIAN")
    line("METHOD:PUBLISH")
    for item in items {
      line("BEGIN:VEVENT")
      line("UID:\(uid(item))@\(authority.text).scheduling.holdfast")
      line("DTSTAMP:\(basic(stamp))")
      line("DTSTART;VALUE=DATE:\(basic(item.on))")
      line("DTEND;VALUE=DATE:\(basic(item.on.adding(days: 1)))")
      line("SUMMARY:\(escaped(summary(item)))")
      line("CATEGORIES:\(([item.kind.rawValue] + item.notes).map(escaped).joined(separator: ","))")
      if let dueOn = item.dueOn { line("DESCRIPTION:\(escaped("due on \(dueOn)"))") }
      line("STATUS:\(item.notes.contains("unbooked") ? "TENTATIVE" : "CONFIRMED")")
      line("TRANSP:\(item.notes.contains("unbooked") ? "TRANSPARENT" : "OPAQUE")")
      line("END:VEVENT")
    }
    line("END:VCALENDAR")
    return text
  }

  /// The same for a review whenever it is asked, on whatever day it is booked; a meeting of a review held in parts has
  /// one of its own.
  private static func uid(_ item: DiaryItem) -> String {
    let parts =
      item.kind == .review || item.stream == .childProtection && item.review != nil
      ? [item.review?.text ?? "", item.notes.contains("done") && !item.mark.hasSuffix("-0") ? item.mark : ""]
      : [item.kind.rawValue, item.child?.text ?? item.officer?.text ?? "", "\(item.on)", item.mark]
    return parts.filter { !$0.isEmpty }.joined(separator: "-").replacing(" ", with: "-")
  }

  private static func summary(_ item: DiaryItem) -> String {
    let words = item.kind.rawValue.replacing("-", with: " ")
    let stream = item.stream.map { " (\($0.rawValue)\(item.number.map { ", number \($0)" } ?? ""))" } ?? ""
    let ids = [item.review?.text, item.child?.text, item.officer?.text].compactMap(\.self)
    return "\(words)\(stream): \(ids.joined(separator: ", "))"
  }

  private static func basic(_ day: CivilDate) -> String { day.description.replacing("-", with: "") }

  /// `20221116T091200Z`; parts of a second are left out.
  private static func basic(_ time: Timestamp) -> String {
    let digits = time.description.filter { $0 != "-" && $0 != ":" }
    return "\(digits.prefix(15))Z"
  }

  /// Text as a value: RFC 5545 section 3.3.11.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "\\", ";", ",": escaped += "\\\(character)"
      case _ where character.isNewline: escaped += "\\n"
      case _: escaped.append(character)
      }
    }
    return escaped
  }

  /// A content line with its CRLF, folded so that no line is over 75 octets: RFC 5545 section 3.1.
  private static func folded(_ line: String) -> String {
    var folded = ""
    var octets = 0
    for scalar in line.unicodeScalars {
      let size = UTF8.width(scalar)
      if octets + size > 75 {
        folded += "\r\n "
        octets = 1
      }
      folded.unicodeScalars.append(scalar)
      octets += size
    }
    return folded + "\r\n"
  }
}
