import QuorateCommand
import QuorateSpecs

await CommandLineTool.run(catalog, includesImpossibilities: true)
