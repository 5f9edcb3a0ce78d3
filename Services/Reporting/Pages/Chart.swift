/// A chart as inline SVG: bars for groups, columns and lines for months. Its numbers stand in the table beside it, and
/// its words say what it shows.
struct Chart {
  let kind: Form.ChartKind
  let rows: [(label: String, values: [Double])]
  let series: [String]
  let title: String

  private static let width = 720.0

  /// A chart of rows with one value a series; nil where there is nothing to compare.
  init?(_ kind: Form.ChartKind, _ rows: [(label: String, values: [Double])], _ series: [String], title: String) {
    guard rows.count > 1, !series.isEmpty, rows.contains(where: { $0.values.contains { $0 > 0 } }) else { return nil }
    self.kind = kind
    // Series that have nothing at all would only crowd the key, and more than six could not be told apart.
    let sums = series.indices.map { place in rows.reduce(0) { $0 + $1.values[place] } }
    let largest = series.indices.filter { sums[$0] > 0 }.sorted { sums[$0] > sums[$1] }
    let places = (largest.count > 6 ? largest.prefix(5) : largest[...]).sorted()
    let others = largest.count > 6 ? largest.dropFirst(5) : []
    self.rows = rows.map { row in
      let shown = places.map { row.values[$0] }
      return (row.label, others.isEmpty ? shown : shown + [others.reduce(0) { $0 + row.values[$1] }])
    }
    self.series = places.map { series[$0] } + (others.isEmpty ? [] : ["All others"])
    self.title = title
  }

  /// The drawing, and what it shows in words; `id` is one that no other element has.
  func svg(id: String) -> (svg: String, words: String) {
    let (height, marks) =
      switch kind {
      case .bars: bars()
      case .columns, .stacked: columns()
      case .line: line()
      }
    let words = words
    let svg = """
      <svg viewBox="0 0 720 \(Chart.text(height))" role="img" aria-labelledby="\(id)-t \(id)-d">\
      <title id="\(id)-t">\(Written.escaped(title))</title><desc id="\(id)-d">\(Written.escaped(words))</desc>\
      \(marks)</svg>
      """
    return (svg, words)
  }

  // MARK: Groups

  private func bars() -> (Double, String) {
    let most = scale.top
    let (left, step) = (270.0, 34.0)
    let room = Chart.width - left - 70
    var marks = ""
    var y = legendHeight + 4
    for row in rows {
      let lines = Chart.wrapped(row.label, 42)
      for (place, line) in lines.enumerated() {
        let offset = Double(place) * 14 - Double(lines.count - 1) * 7
        marks += label(line, x: left - 12, y: y + step / 2 + 4 + offset, anchor: "end")
      }
      var x = left
      for (place, value) in row.values.enumerated() where value > 0 {
        let length = room * value / most
        marks += rect(x: x, y: y + 5, width: length, height: step - 10, series: place)
        x += length
      }
      let sum = row.values.reduce(0, +)
      marks += label(Chart.number(sum), x: x + 8, y: y + step / 2 + 4, anchor: "start", isStrong: true)
      y += step
    }
    marks += """
      <line class="axis" x1="\(Chart.text(left))" x2="\(Chart.text(left))" y1="\(Chart.text(legendHeight))" \
      y2="\(Chart.text(y))"/>
      """
    return (y + 6, legend + marks)
  }

  // MARK: Months

  private func columns() -> (Double, String) {
    let (left, top, height) = (46.0, legendHeight + 18, 210.0)
    let step = (Chart.width - left - 8) / Double(rows.count)
    let wide = min(step * 0.68, 54)
    var marks = grid(left, top, height)
    for (place, row) in rows.enumerated() {
      let middle = left + step * (Double(place) + 0.5)
      var y = top + height
      for (place, value) in row.values.enumerated() where value > 0 {
        let tall = height * value / scale.top
        y -= tall
        marks += rect(x: middle - wide / 2, y: y, width: wide, height: tall, series: place)
      }
      let sum = row.values.reduce(0, +)
      marks += label(Chart.number(sum), x: middle, y: y - 6, anchor: "middle", isStrong: true)
      marks += label(row.label, x: middle, y: top + height + 20, anchor: "middle")
    }
    return (top + height + 30, legend + marks)
  }

  private func line() -> (Double, String) {
    let (left, top, height) = (46.0, legendHeight + 18, 210.0)
    let step = (Chart.width - left - 8) / Double(rows.count)
    var marks = grid(left, top, height)
    func point(_ place: Int, _ value: Double) -> (x: Double, y: Double) {
      (left + step * (Double(place) + 0.5), top + height - height * value / scale.top)
    }
    for number in series.indices {
      let points = rows.enumerated().map { point($0, $1.values[number]) }
      let path = points.map { "\(Chart.text($0.x)),\(Chart.text($0.y))" }.joined(separator: " ")
      marks += "<polyline class=\"line l\(number % 6)\" points=\"\(path)\"/>"
      for (place, point) in points.enumerated() {
        marks +=
          "<circle class=\"s\(number % 6)\" cx=\"\(Chart.text(point.x))\" cy=\"\(Chart.text(point.y))\" r=\"4\"/>"
        guard series.count == 1 else { continue }
        let value = Chart.number(rows[place].values[number])
        marks += label(value, x: point.x, y: point.y - 11, anchor: "middle", isStrong: true)
      }
    }
    for (place, row) in rows.enumerated() {
      marks += label(row.label, x: point(place, 0).x, y: top + height + 20, anchor: "middle")
    }
    return (top + height + 30, legend + marks)
  }

  /// Lines across the drawing at round numbers.
  private func grid(_ left: Double, _ top: Double, _ height: Double) -> String {
    var marks = ""
    for count in 0...scale.steps {
      let value = scale.step * Double(count)
      let y = top + height - height * value / scale.top
      marks += """
        <line class="\(count == 0 ? "axis" : "grid")" x1="\(Chart.text(left))" x2="712" y1="\(Chart.text(y))" \
        y2="\(Chart.text(y))"/>
        """
      marks += label(Chart.number(value), x: left - 8, y: y + 4, anchor: "end")
    }
    return marks
  }

  /// Round numbers up to and over the highest value.
  private var scale: (step: Double, steps: Int, top: Double) {
    let sums = rows.map { kind == .line ? $0.values.max() ?? 0 : $0.values.reduce(0, +) }
    let most = max(sums.max() ?? 1, 1)
    var step = 1.0
    let rounds = [2.0, 2.5, 2.0]
    var turn = 0
    while step * 5 < most {
      step *= rounds[turn % 3]
      turn += 1
    }
    if step < 5, step != step.rounded() { step = step.rounded(.up) }
    let steps = Int((most / step).rounded(.up))
    return (step, steps, step * Double(steps))
  }

  // MARK: Key

  private var legendHeight: Double { series.count > 1 ? Double((series.count + 2) / 3) * 22 + 6 : 0 }

  /// The series' names with their colours, three a line; none where there is one series.
  private var legend: String {
    guard series.count > 1 else { return "" }
    return series.enumerated().map { place, name in
      let x = Double(place % 3) * 240
      let y = Double(place / 3) * 22
      return rect(x: x, y: y + 3, width: 13, height: 13, series: place)
        + label(Chart.wrapped(name, 34)[0], x: x + 20, y: y + 14, anchor: "start")
    }.joined()
  }

  // MARK: Words

  /// What the chart shows, in a sentence or two.
  var words: String {
    let values = rows.map { (label: $0.label, sum: $0.values.reduce(0, +)) }
    guard let first = values.first, let last = values.last, let most = values.max(by: { $0.sum < $1.sum }),
      let least = values.min(by: { $0.sum < $1.sum })
    else { return title }
    func of(_ one: (label: String, sum: Double)) -> String { "\(Chart.number(one.sum)) (\(one.label))" }
    let what =
      switch kind {
      case .bars:
        "Bars of \(rows.count) groups, the largest \(of(most)), the smallest \(of(least))"
      case .columns, .stacked:
        "Columns from \(of(first)) to \(of(last)); the highest is \(of(most)), the lowest \(of(least))"
      case .line: "A line from \(of(first)) to \(of(last)); the highest is \(of(most)), the lowest \(of(least))"
      }
    let parts = series.count > 1 ? " Parts: \(Written.list(series))." : ""
    return "\(what).\(parts) All numbers are in the table."
  }

  // MARK: Marks

  private func rect(x: Double, y: Double, width: Double, height: Double, series: Int) -> String {
    """
    <rect class="s\(series % 6)" x="\(Chart.text(x))" y="\(Chart.text(y))" width="\(Chart.text(width))" \
    height="\(Chart.text(height))"/>
    """
  }

  private func label(_ text: String, x: Double, y: Double, anchor: String, isStrong: Bool = false) -> String {
    """
    <text\(isStrong ? " class=\"strong\"" : "") x="\(Chart.text(x))" y="\(Chart.text(y))" \
    text-anchor="\(anchor)">\(Written.escaped(text))</text>
    """
  }

  /// A coordinate with one decimal.
  private static func text(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? String(tenths / 10) : "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// A value as it is written on the chart.
  private static func number(_ value: Double) -> String {
    value == value.rounded() ? Written.number(String(Int(value))) : text(value)
  }

  /// A label in two lines at most.
  private static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if !line.isEmpty, line.count + word.count + 1 > width {
        guard lines.count < 2 else { return [lines[0], lines[1] + "…"] }
        lines.append(String(word))
      } else {
        lines[lines.count - 1] = line.isEmpty ? String(word) : "\(line) \(word)"
      }
    }
    return lines
  }
}
