void import('./later-3d4e5f6a.js');
