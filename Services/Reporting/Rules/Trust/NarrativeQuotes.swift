public import Contracts

extension Narrative {
  /// What the text says of figures as they were when it was written: `{{figure:NAME=98.81}}`. What names no figure, or
  /// no number, says nothing.
  public var stated: [StatedFigure] {
    text.matches(of: /\{\{figure:([a-z0-9-]+)=([^}]*)\}\}/).compactMap { match in
      let digits = match.output.2.filter { $0.isNumber || $0 == "." }
      guard let figure = KebabWord(String(match.output.1)), Figure.named(figure.text) != nil,
        let value = Double(String(digits)), (0...1e9).contains(value)
      else { return nil }
      return StatedFigure(figure: figure, value: value, from: nil, to: nil)
    }
  }
}

extension [Narrative] {
  /// What the texts say of figures, each figure and value once.
  public var stated: [StatedFigure] {
    var seen: Set<StatedFigure> = []
    return flatMap(\.stated).filter { seen.insert($0).inserted }
  }
}
