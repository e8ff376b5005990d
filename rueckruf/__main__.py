from rueckruf.cli import main

main()
