/// Lines without the colours they have where the tests themselves run on a terminal.
func plain(_ lines: [String]) -> [String] { lines.map { $0.replacing(/\u{1B}\[[0-9]*m/, with: "") } }
