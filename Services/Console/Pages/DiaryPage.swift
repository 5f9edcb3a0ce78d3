import Contracts

/// The diary as a person reads it: a heading for each day, under it what lies on that day.
struct DiaryPage {
  let items: [JSON]
  let from: CivilDate
  let to: CivilDate

  /// The page's lines.
  var lines: [String] {
    var lines = [Style.title.of("Diary, \(Words.date(from.description)) to \(Words.date(to.description))")]
    guard !items.isEmpty else { return lines + ["  nothing"] }
    var days: [String] = []
    for item in items {
      if let day = item["on"]?.string, days.last != day { days.append(day) }
    }
    for day in days {
      let rows = items.filter { $0["on"]?.string == day }.map(DiaryPage.row)
      lines += ["", "  " + Style.title.of(DiaryPage.heading(day))]
      lines += TextTable(
        columns: [
          .words("What"), .words("Child"), .words("Review"), .words("Officer"), .words("How"), .words("Limit"),
        ],
        rows: rows
      ).lines(indent: 4)
    }
    return lines
  }

  private static func row(_ item: JSON) -> [String] {
    var what = Words.title(item["kind"]?.string ?? "")
    if let number = item["number"]?.integer, let stream = item["stream"]?.string {
      what = "\(Words.title(stream)) \(number)"
    }
    let notes = (item["notes"]?.array ?? []).compactMap(\.string).map { Words.title($0).lowercased() }
    let mode = item["mode"]?.string.map { Words.title($0) }
    let how = [mode, item["venue"]?.string].compactMap(\.self) + notes
    return [
      what, item["child"]?.string ?? "", item["review"]?.string ?? "", item["officer"]?.string ?? "nobody",
      how.joined(separator: ", "), item["dueOn"]?.string ?? "",
    ]
  }

  /// `Monday 3 April 2023`.
  private static func heading(_ day: String) -> String {
    guard let date = CivilDate(day) else { return day }
    let names = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"]
    let index = ((Int(date.dayNumber) % 7) + 7) % 7
    return "\(names[index]) \(Words.date(day))"
  }
}
