import ArgumentParser
import Foundation

do {
  var command = try Holdfast.parseAsRoot()
  try command.run()
} catch let trouble as Trouble {
  Output.complain(trouble.sentence)
  exit(trouble.status)
} catch {
  Holdfast.exit(withError: error)
}
