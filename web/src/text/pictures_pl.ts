import type { Text } from "./nl";

/** What is said where a picture is chosen, in Polish. */
export const picturesPl: Text["pictures"] = {
  photo: "Zdjęcie",
  picture: "Obrazek",
  logo: "Logo",
  choosePhoto: "Wybierz zdjęcie",
  choosePicture: "Wybierz obrazek",
  chooseLogo: "Wybierz logo",
  other: "Wybierz inne",
  remove: "Usuń",
  sending: "Wysyłanie",
  kept: "Zapisano.",
  removed: "Usunięto.",
  photoHint: "Kwadrat ze środka. Miejsca, czasu ani urządzenia nie zapisujemy.",
  pictureHint: "Zamiast symbolu. Może być przezroczysty.",
  logoHint: "Na górze strony i na dole ekranów. Może być przezroczyste.",
  onlyMe: "Na razie tylko Ty widzisz swoje zdjęcie.",
  show: "Pokaż moje zdjęcie",
  notShown: "Ta osoba woli nie pokazywać zdjęcia. Widzą je tu tylko administratorzy.",
  shown: "Widać je wszędzie, gdzie ta osoba pokazuje się ze zdjęciem.",
};
