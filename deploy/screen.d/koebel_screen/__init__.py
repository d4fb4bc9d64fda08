"""What keeps an office screen's browser on Koebel's page. Started by koebel-screen.service, inside the compositor."""
