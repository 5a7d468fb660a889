import Protocols
import QuorateCommand

await CommandLineTool.run(catalog, drivers: drivers)
